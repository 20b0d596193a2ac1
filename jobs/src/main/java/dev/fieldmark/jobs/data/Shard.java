package dev.fieldmark.jobs.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A shard as the manifest knows it: the faces of one block of {@value #BLOCK_ROWS} rows of the CSV.
 *
 * <p>The file, big-endian: the magic {@code FMFACES1} (8 bytes), the number of rows (4), then for each row its number
 * in the CSV (4), {@value FaceSet#TARGETS} float targets in pixels with NaN gaps (120) and {@value FaceSet#PIXELS}
 * greys, one byte each.
 *
 * @param file name within the dataset's folder
 * @param rows faces in it, >= 1
 * @param sha256 of the whole file, in hex
 */
public record Shard(String file, int rows, String sha256) {
    /** Rows of the CSV a block: about 4.8 MB a shard. */
    public static final int BLOCK_ROWS = 512;

    private static final byte[] MAGIC = {'F', 'M', 'F', 'A', 'C', 'E', 'S', '1'};
    private static final int HEADER_BYTES = MAGIC.length + Integer.BYTES;
    private static final int ROW_BYTES = Integer.BYTES + FaceSet.TARGETS * Float.BYTES + FaceSet.PIXELS;

    public Shard {
        if (!file.matches("faces-\\d{5,}\\.bin")) {
            throw new IllegalArgumentException("shard was " + file + " but must be named like faces-00000.bin");
        }
        if (rows < 1 || rows > BLOCK_ROWS) {
            throw new IllegalArgumentException(file + ": rows was " + rows + " but must be >= 1 and <= " + BLOCK_ROWS);
        }
    }

    /** The block, from 0, that a row belongs to. */
    public static int block(int row) {
        return (row - 1) / BLOCK_ROWS;
    }

    static String name(int block) {
        return "faces-%05d.bin".formatted(block);
    }

    /** sha256 over the shards' sha256, in hex. */
    static String contentHash(List<Shard> shards) {
        String hashes = shards.stream().map(Shard::sha256).collect(Collectors.joining("\n"));
        return Sha256.hex(hashes.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes the faces of one block, in this order, and syncs the file. */
    static Shard write(Path folder, int block, List<FaceRow> faces) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(HEADER_BYTES + faces.size() * ROW_BYTES);
        buffer.put(MAGIC).putInt(faces.size());
        for (FaceRow face : faces) {
            buffer.putInt(face.row());
            buffer.asFloatBuffer().put(face.targets());
            buffer.position(buffer.position() + FaceSet.TARGETS * Float.BYTES);
            buffer.put(face.greys());
        }
        Shard shard = new Shard(name(block), faces.size(), Sha256.hex(buffer.array()));
        SyncedFiles.write(folder.resolve(shard.file), buffer.array());
        return shard;
    }

    /** Reads the shard and checks it against the manifest; the error names the file. */
    FaceSet read(Path folder) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(check(folder));
        int[] rowNumbers = new int[rows];
        byte[] greys = new byte[rows * FaceSet.PIXELS];
        float[] targets = new float[rows * FaceSet.TARGETS];
        for (int i = 0; i < rows; i++) {
            buffer.position(HEADER_BYTES + i * ROW_BYTES);
            rowNumbers[i] = buffer.getInt();
            buffer.asFloatBuffer().get(targets, i * FaceSet.TARGETS, FaceSet.TARGETS);
            buffer.position(buffer.position() + FaceSet.TARGETS * Float.BYTES);
            buffer.get(greys, i * FaceSet.PIXELS, FaceSet.PIXELS);
        }
        return new FaceSet(rowNumbers, greys, targets);
    }

    /** The file's bytes, found to be those of the manifest. */
    byte[] check(Path folder) throws IOException {
        Path path = folder.resolve(file);
        long expected = HEADER_BYTES + (long) rows * ROW_BYTES;
        byte[] bytes = SyncedFiles.read(path, expected);
        if (!Sha256.hex(bytes).equals(sha256)) {
            throw new BadDataException(
                    path + ": sha256 was " + Sha256.hex(bytes) + " but must be " + sha256 + " (dataset.json)");
        }
        ByteBuffer header = ByteBuffer.wrap(bytes);
        byte[] magic = new byte[MAGIC.length];
        header.get(magic);
        if (!Arrays.equals(magic, MAGIC) || header.getInt() != rows) {
            throw new BadDataException(path + ": is no shard of " + rows + " rows in format FMFACES1");
        }
        return bytes;
    }
}
