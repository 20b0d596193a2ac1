package dev.fieldmark.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of text in aligned columns under a head; a column of numbers stands to the right. */
final class Table {
    private static final Pattern NUMBER =
            Pattern.compile("-|[-+]?[\\d,]+(\\.\\d+)?([eE][-+]?\\d+)?[*]?|\\d+(:\\d\\d)+");

    private final List<List<String>> rows = new ArrayList<>();

    private Table(List<String> head) {
        rows.add(head);
    }

    static Table of(List<String> head) {
        return new Table(List.copyOf(head));
    }

    static Table of(String... head) {
        return of(List.of(head));
    }

    /** As many cells as the head has. */
    Table row(List<String> cells) {
        if (cells.size() != rows.get(0).size()) {
            throw new IllegalArgumentException("row had " + cells.size() + " cells but must have "
                    + rows.get(0).size());
        }
        rows.add(List.copyOf(cells));
        return this;
    }

    Table row(Object... cells) {
        return row(IntStream.range(0, cells.length)
                .mapToObj(i -> String.valueOf(cells[i]))
                .toList());
    }

    /** The lines, the head first. */
    List<String> lines() {
        int columns = rows.get(0).size();
        int[] widths = IntStream.range(0, columns)
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        boolean[] right = new boolean[columns];
        for (int column = 0; column < columns; column++) {
            int index = column;
            right[column] = rows.stream()
                    .skip(1)
                    .allMatch(row -> NUMBER.matcher(row.get(index)).matches());
        }
        return rows.stream()
                .map(row -> IntStream.range(0, columns)
                        .mapToObj(column -> pad(row.get(column), widths[column], right[column]))
                        .collect(Collectors.joining("  "))
                        .stripTrailing())
                .toList();
    }

    private static String pad(String cell, int width, boolean right) {
        String space = " ".repeat(width - cell.length());
        return right ? space + cell : cell + space;
    }
}
