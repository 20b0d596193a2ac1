package dev.fieldmark.jobs.train.dl4j;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * A training state on disk: the words {@code FIELDMARK-STATE} and the format version, the length of the header, the
 * header ({@code name=value} lines, UTF-8, sorted), the arrays one after the other (floats, little-endian), CRC32C of
 * all that. Nothing is packed: net7's 200 MB take their time on the disk alone.
 */
final class StateFile {
    private static final byte[] MAGIC = "FIELDMARK-STATE\1".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_HEADER = 1 << 20;

    private StateFile() {}

    /** Writes the file aside, syncs it and renames it: at no time is there half a file of this name. */
    static void write(Path file, SortedMap<String, String> header, List<ByteBuffer> arrays) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (FileChannel channel = FileChannel.open(
                    aside, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                var checksum = new CRC32C();
                append(channel, checksum, start(header));
                for (ByteBuffer array : arrays) {
                    append(channel, checksum, array.duplicate());
                }
                append(
                        channel,
                        new CRC32C(),
                        number(8).putLong(checksum.getValue()).flip());
                channel.force(true);
            }
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(aside);
        }
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent())) {
            folder.force(true);
        }
    }

    /** The header of a state file; the error names the file where it is none. */
    static SortedMap<String, String> header(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return header(file, channel, new CRC32C());
        }
    }

    /** Reads the arrays into these buffers; {@link IOException} where the file has another length or checksum. */
    static void read(Path file, List<ByteBuffer> arrays) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            var checksum = new CRC32C();
            header(file, channel, checksum);
            long expected = channel.position()
                    + arrays.stream().mapToLong(ByteBuffer::remaining).sum()
                    + 8;
            if (channel.size() != expected) {
                throw new IOException(file + ": length was " + channel.size() + " but must be " + expected);
            }
            for (ByteBuffer array : arrays) {
                fill(file, channel, checksum, array.duplicate());
            }
            long found = checksum.getValue();
            long written = fill(file, channel, new CRC32C(), number(8)).getLong();
            if (found != written) {
                throw new IOException(file + ": checksum was " + Long.toHexString(found) + " but must be "
                        + Long.toHexString(written) + ": the file is damaged");
            }
        }
    }

    private static ByteBuffer start(SortedMap<String, String> header) {
        var lines = new StringBuilder();
        header.forEach(
                (name, value) -> lines.append(name).append('=').append(value).append('\n'));
        byte[] text = lines.toString().getBytes(StandardCharsets.UTF_8);
        return number(MAGIC.length + 4 + text.length)
                .put(MAGIC)
                .putInt(text.length)
                .put(text)
                .flip();
    }

    private static SortedMap<String, String> header(Path file, FileChannel channel, CRC32C checksum)
            throws IOException {
        byte[] magic = new byte[MAGIC.length];
        ByteBuffer start =
                fill(file, channel, checksum, number(MAGIC.length + 4)).get(magic);
        if (!java.util.Arrays.equals(magic, MAGIC)) {
            throw new IOException(file + ": is no training state of format 1");
        }
        int length = start.getInt();
        if (length < 0 || length > MAX_HEADER) {
            throw new IOException(file + ": header length was " + length + " but must be 0 to " + MAX_HEADER);
        }
        String text = StandardCharsets.UTF_8
                .decode(fill(file, channel, checksum, number(length)))
                .toString();
        var header = new TreeMap<String, String>();
        text.lines().forEach(line -> {
            int equals = line.indexOf('=');
            header.put(line.substring(0, Math.max(0, equals)), line.substring(equals + 1));
        });
        return header;
    }

    private static ByteBuffer number(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void append(FileChannel channel, CRC32C checksum, ByteBuffer bytes) throws IOException {
        checksum.update(bytes.duplicate());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static ByteBuffer fill(Path file, FileChannel channel, CRC32C checksum, ByteBuffer bytes)
            throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new IOException(file + ": ended after " + channel.size() + " bytes");
            }
        }
        checksum.update(bytes.flip().duplicate());
        return bytes;
    }
}
