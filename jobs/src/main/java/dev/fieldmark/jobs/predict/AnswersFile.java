package dev.fieldmark.jobs.predict;

import dev.fieldmark.jobs.data.BadRow;
import dev.fieldmark.jobs.data.FaceSet;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one task answered, on its way from the job to the command: image id, line of a bad row or 0, points or reason. */
public final class AnswersFile implements Closeable {
    /** Of a face. */
    private static final int BYTES = 2 * Integer.BYTES + FaceSet.TARGETS * Float.BYTES;

    private final DataOutputStream out;

    private AnswersFile(DataOutputStream out) {
        this.out = out;
    }

    /** A new file in a folder, of this task. */
    public static AnswersFile create(Path folder, int task) throws IOException {
        Path file = folder.resolve("answers-" + task);
        return new AnswersFile(new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)));
    }

    public void add(Answer answer) throws IOException {
        out.writeInt(answer.imageId());
        out.writeInt(answer.badRow().line());
        if (answer.isBad()) {
            out.writeUTF(answer.badRow().reason());
        } else {
            for (float value : answer.points()) {
                out.writeFloat(value);
            }
        }
    }

    /** Lets {@link #facesIn} see what was added. */
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** About how many answers the tasks have written so far. */
    public static int facesIn(Path folder) {
        long bytes = 0;
        for (File file : files(folder)) {
            bytes += file.length();
        }
        return (int) (bytes / BYTES);
    }

    /** All that the tasks wrote, in no order. */
    public static List<Answer> readAll(Path folder) throws IOException {
        List<Answer> answers = new ArrayList<>();
        for (File file : files(folder)) {
            try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file.toPath()), 1 << 16))) {
                for (Optional<Answer> answer = next(in); answer.isPresent(); answer = next(in)) {
                    answers.add(answer.get());
                }
            }
        }
        return answers;
    }

    private static Optional<Answer> next(DataInputStream in) throws IOException {
        int imageId;
        try {
            imageId = in.readInt();
        } catch (EOFException e) {
            return Optional.empty();
        }
        int badLine = in.readInt();
        if (badLine > 0) {
            return Optional.of(new Answer(imageId, new float[0], new BadRow(badLine, in.readUTF(), "", false)));
        }
        float[] points = new float[FaceSet.TARGETS];
        for (int i = 0; i < points.length; i++) {
            points[i] = in.readFloat();
        }
        return Optional.of(new Answer(imageId, points, new BadRow(0, "", "", false)));
    }

    private static List<File> files(Path folder) {
        return Optional.ofNullable(folder.toFile().listFiles()).map(List::of).orElse(List.of());
    }
}
