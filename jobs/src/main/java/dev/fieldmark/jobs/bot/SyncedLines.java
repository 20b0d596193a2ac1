package dev.fieldmark.jobs.bot;

import dev.fieldmark.jobs.data.SyncedFiles;
import dev.fieldmark.jobs.data.WholeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A file of lines that grows at its end; a line is on the medium when {@link #append} returns. */
final class SyncedLines implements AutoCloseable {
    private static final int TAIL_BYTES = 1 << 16;

    private final Path folder;
    private final Path file;
    private FileChannel channel;
    private long sizeBytes;

    private SyncedLines(Path folder, Path file, FileChannel channel, long sizeBytes) {
        this.folder = folder;
        this.file = file;
        this.channel = channel;
        this.sizeBytes = sizeBytes;
    }

    /** Opens, or makes, the file; a last line whose end was never written is cut off: nobody was told of it. */
    static SyncedLines open(Path folder, String name) throws IOException {
        Path file = folder.resolve(name);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        long whole = afterLastNewline(channel);
        if (whole < channel.size()) {
            channel.truncate(whole);
            channel.force(true);
        }
        channel.position(whole);
        return new SyncedLines(folder, file, channel, whole);
    }

    private static long afterLastNewline(FileChannel channel) throws IOException {
        for (long end = channel.size(); end > 0; end -= TAIL_BYTES) {
            long start = Math.max(0, end - TAIL_BYTES);
            ByteBuffer tail = ByteBuffer.allocate((int) (end - start));
            while (tail.hasRemaining() && channel.read(tail, start + tail.position()) >= 0) {}
            for (int i = tail.position() - 1; i >= 0; i--) {
                if (tail.get(i) == '\n') {
                    return start + i + 1;
                }
            }
        }
        return 0;
    }

    List<String> lines() throws IOException {
        return Files.readAllLines(file);
    }

    /** Adds a line; where that fails the file is as it was. */
    void append(String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        long end = sizeBytes + bytes.remaining();
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            channel.truncate(sizeBytes);
            throw e;
        }
        sizeBytes = end;
    }

    /** Takes the place of all lines; whoever dies meanwhile leaves the old ones or the new ones. */
    void replace(List<String> lines) throws IOException {
        byte[] bytes =
                lines.isEmpty() ? new byte[0] : (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        WholeFile.write(file, out -> out.write(bytes));
        SyncedFiles.sync(folder);
        channel.close();
        channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        channel.position(bytes.length);
        sizeBytes = bytes.length;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
