package dev.fieldmark.jobs.data;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * The lines of a CSV, as bytes. Line ends are LF or CRLF; a byte order mark and blank lines at the end are left out; a
 * blank line between others is a line. A stream that breaks gives one last line of state UNREADABLE.
 */
public final class CsvLines implements Closeable {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;
    private byte[] line = new byte[1 << 16];
    private int linesRead;
    private int linesGiven;
    private Optional<CsvLine> ahead = Optional.empty();
    private boolean over;

    public CsvLines(InputStream in) {
        this.in = in;
    }

    /** Opens a CSV, compressed where its name ends in .gz. */
    public static CsvLines open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new BadDataException(file + ": was a folder but must be a CSV file");
        }
        try {
            InputStream in = Files.newInputStream(file);
            if (!file.toString().endsWith(".gz")) {
                return new CsvLines(in);
            }
            try {
                return new CsvLines(new GZIPInputStream(in, 1 << 16));
            } catch (IOException e) {
                in.close();
                throw new BadDataException(file + ": is no gzip file (" + e.getMessage() + ")");
            }
        } catch (NoSuchFileException e) {
            throw new BadDataException(file + ": no such file");
        }
    }

    /** The next line; empty at the end of the file. */
    public Optional<CsvLine> next() {
        while (ahead.isEmpty() && !over) {
            ahead = read().filter(line -> line.state() == CsvLine.State.UNREADABLE || !line.isBlank());
        }
        if (ahead.isEmpty()) {
            return ahead;
        }
        linesGiven++;
        if (linesGiven < linesRead) {
            return Optional.of(new CsvLine(linesGiven, new byte[0], CsvLine.State.WHOLE));
        }
        Optional<CsvLine> next = ahead;
        ahead = Optional.empty();
        return next;
    }

    private Optional<CsvLine> read() {
        int length = 0;
        while (true) {
            if (position == limit) {
                position = 0;
                try {
                    limit = Math.max(0, in.read(buffer));
                } catch (IOException e) {
                    limit = 0;
                    over = true;
                    return Optional.of(line(length, CsvLine.State.UNREADABLE));
                }
                if (limit == 0) {
                    over = true;
                    return length == 0 ? Optional.empty() : Optional.of(line(length, CsvLine.State.WITHOUT_END));
                }
            }
            int lineEnd = position;
            while (lineEnd < limit && buffer[lineEnd] != '\n') {
                lineEnd++;
            }
            int taken = Math.min(lineEnd - position, CsvLine.MAX_BYTES + 1 - length);
            if (length + taken > line.length) {
                line = Arrays.copyOf(line, 2 * (length + taken));
            }
            System.arraycopy(buffer, position, line, length, taken);
            length += taken;
            position = lineEnd;
            if (lineEnd < limit) {
                position++;
                return Optional.of(line(length, CsvLine.State.WHOLE));
            }
        }
    }

    private CsvLine line(int length, CsvLine.State state) {
        linesRead++;
        if (length > CsvLine.MAX_BYTES && state != CsvLine.State.UNREADABLE) {
            return new CsvLine(linesRead, Arrays.copyOf(line, CsvLine.MAX_BYTES), CsvLine.State.TOO_LONG);
        }
        int from = linesRead == 1 && startsWithMark(length) ? BYTE_ORDER_MARK.length : 0;
        int to = length > from && line[length - 1] == '\r' ? length - 1 : length;
        return new CsvLine(linesRead, Arrays.copyOfRange(line, from, to), state);
    }

    private boolean startsWithMark(int length) {
        int mark = BYTE_ORDER_MARK.length;
        return length >= mark && Arrays.equals(line, 0, mark, BYTE_ORDER_MARK, 0, mark);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
