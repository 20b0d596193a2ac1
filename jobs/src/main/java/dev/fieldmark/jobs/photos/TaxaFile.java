package dev.fieldmark.jobs.photos;

import dev.fieldmark.domain.Taxon;
import dev.fieldmark.domain.TaxonRank;
import dev.fieldmark.domain.Toxicity;
import dev.fieldmark.jobs.data.BadDataException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * {@code taxa.csv}: a line a taxon. The header names {@code latin}, {@code rank}, {@code parent}, {@code gbif},
 * {@code toxic} and any number of {@code common_xx} with a language each, in any order. Latin name and rank must be
 * there, the other fields may be empty.
 */
public final class TaxaFile {
    private static final List<String> COLUMNS = List.of("latin", "rank", "parent", "gbif", "toxic");
    private static final String COMMON = "common_";

    private final String file;
    private final List<String> header;
    private final Map<String, Taxon> taxa = new LinkedHashMap<>();

    private TaxaFile(String file, List<String> header) {
        this.file = file;
        this.header = header;
    }

    /**
     * Reads a file of taxa.
     *
     * @throws BadDataException names file, line and field, what it was and what it must be
     */
    public static TaxaFile read(Path path) throws IOException {
        String file = String.valueOf(path.getFileName());
        List<String> lines = lines(path);
        String header = lines.isEmpty() ? "" : lines.get(0).replace("\uFEFF", "");
        TaxaFile taxa = new TaxaFile(file, header(file, header));
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                taxa.add(lines.get(i), file + ":" + (i + 1) + ": ");
            }
        }
        taxa.checkParents();
        return taxa;
    }

    private static List<String> lines(Path path) throws IOException {
        try {
            return Files.readAllLines(path);
        } catch (NoSuchFileException e) {
            throw new BadDataException(path + ": no such file");
        } catch (MalformedInputException e) {
            throw new BadDataException(path + ": is no UTF-8 text");
        }
    }

    private static List<String> header(String file, String line) throws BadDataException {
        List<String> header = CsvFields.split(line, file + ":1: ");
        Set<String> seen = new HashSet<>();
        for (String column : header) {
            boolean common = column.matches(COMMON + "[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");
            if (!common && !COLUMNS.contains(column)) {
                throw new BadDataException(file + ":1: column was '" + column + "' but must be one of "
                        + String.join(", ", COLUMNS) + " or like common_en");
            }
            if (!seen.add(column)) {
                throw new BadDataException(file + ":1: column " + column + " was given twice but must be given once");
            }
        }
        for (String column : COLUMNS) {
            if (!seen.contains(column)) {
                throw new BadDataException(file + ":1: header was '" + line + "' but must have the column " + column);
            }
        }
        return header;
    }

    private void add(String line, String place) throws BadDataException {
        List<String> fields = CsvFields.split(line, place);
        if (fields.size() != header.size()) {
            throw new BadDataException(
                    place + "had " + fields.size() + " fields but must have " + header.size() + " as the header");
        }
        Taxon taxon = taxon(fields, place);
        if (taxa.putIfAbsent(taxon.latin(), taxon) != null) {
            throw new BadDataException(place + "latin was '" + taxon.latin() + "' again but must be given once");
        }
    }

    private Taxon taxon(List<String> fields, String place) throws BadDataException {
        SortedMap<String, String> names = new TreeMap<>();
        for (int i = 0; i < fields.size(); i++) {
            if (header.get(i).startsWith(COMMON) && !fields.get(i).isEmpty()) {
                names.put(header.get(i).substring(COMMON.length()), fields.get(i));
            }
        }
        String gbif = field(fields, "gbif");
        if (!gbif.matches("|[1-9]\\d{0,17}")) {
            throw new BadDataException(place + "gbif was '" + gbif + "' but must be a whole number >= 1 or empty");
        }
        String parent = latin(field(fields, "parent"));
        return checked(
                place,
                () -> new Taxon(
                        latin(field(fields, "latin")),
                        names,
                        TaxonRank.of(field(fields, "rank")),
                        parent.isEmpty() ? Optional.empty() : Optional.of(parent),
                        gbif.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(gbif)),
                        Toxicity.of(field(fields, "toxic"))));
    }

    private static Taxon checked(String place, Supplier<Taxon> taxon) throws BadDataException {
        try {
            return taxon.get();
        } catch (IllegalArgumentException e) {
            throw new BadDataException(place + e.getMessage());
        }
    }

    private String field(List<String> fields, String column) {
        return fields.get(header.indexOf(column));
    }

    private static String latin(String name) {
        return name.replace('_', ' ');
    }

    private void checkParents() throws BadDataException {
        for (Taxon start : taxa.values()) {
            Set<String> seen = new HashSet<>();
            for (Optional<Taxon> at = Optional.of(start); at.isPresent(); at = parent(at.get())) {
                if (!seen.add(at.get().latin())) {
                    throw new BadDataException(
                            file + ": " + at.get().latin() + " was above itself but parents must lead away from it");
                }
            }
        }
    }

    private Optional<Taxon> parent(Taxon taxon) {
        return taxon.parent().map(taxa::get);
    }

    /**
     * The taxa of a folder's species, and after them what is above those, as far as the file has it.
     *
     * @throws BadDataException where a species has no line
     */
    public List<Taxon> of(PhotoFolder photos) throws BadDataException {
        Map<String, Taxon> species = new LinkedHashMap<>();
        for (String latin : photos.species()) {
            Taxon taxon = taxa.get(latin);
            if (taxon == null) {
                throw new BadDataException(
                        file + ": had no line for " + latin + " but must have one for every species, since "
                                + photos.folder() + " holds " + latin.replace(' ', '_'));
            }
            species.put(latin, taxon);
        }
        Map<String, Taxon> above = new TreeMap<>();
        for (Taxon taxon : species.values()) {
            for (Optional<Taxon> at = parent(taxon); at.isPresent(); at = parent(at.get())) {
                above.put(at.get().latin(), at.get());
            }
        }
        above.keySet().removeAll(species.keySet());
        List<Taxon> all = new ArrayList<>(species.values());
        all.addAll(above.values());
        return all;
    }
}
