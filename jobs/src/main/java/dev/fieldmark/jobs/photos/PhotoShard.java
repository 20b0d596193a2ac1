package dev.fieldmark.jobs.photos;

import dev.fieldmark.image.SquarePhoto;
import dev.fieldmark.jobs.data.BadDataException;
import dev.fieldmark.jobs.data.Sha256;
import dev.fieldmark.jobs.data.SyncedFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A file of photos: FMPHOTO1, their number and their side, each as 32 bits; then for each photo its species (65,535
 * where it shows nothing in the group) and the length of its name, each as 16 bits, the name in UTF-8, and {@link SquarePhoto#rgb}. Big-endian.
 *
 * @param file name within the dataset's folder
 * @param photos in it, >= 1
 * @param sha256 of the whole file, in hex
 */
public record PhotoShard(String file, int photos, String sha256) {
    private static final byte[] MAGIC = "FMPHOTO1".getBytes(StandardCharsets.US_ASCII);
    private static final int NOTHING = 0xffff;
    private static final int HEADER_BYTES = MAGIC.length + 2 * Integer.BYTES;

    public PhotoShard {
        if (!file.matches("photos-\\d{5,}\\.bin")) {
            throw new IllegalArgumentException("shard was " + file + " but must be named like photos-00000.bin");
        }
        if (photos < 1 || photos > PhotoBlocks.BLOCK_PHOTOS) {
            throw new IllegalArgumentException(
                    file + ": photos was " + photos + " but must be >= 1 and <= " + PhotoBlocks.BLOCK_PHOTOS);
        }
    }

    static String name(int block) {
        return "photos-%05d.bin".formatted(block);
    }

    /** Writes the photos of one block, in this order, and syncs the file. */
    static PhotoShard write(Path folder, int block, int sidePixels, List<StoredPhoto> photos) throws IOException {
        List<byte[]> names = photos.stream()
                .map(photo -> photo.name().getBytes(StandardCharsets.UTF_8))
                .toList();
        int each = 2 * Short.BYTES + SquarePhoto.samples(sidePixels);
        int bytes = HEADER_BYTES
                + photos.size() * each
                + names.stream().mapToInt(name -> name.length).sum();
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        buffer.put(MAGIC).putInt(photos.size()).putInt(sidePixels);
        for (int i = 0; i < photos.size(); i++) {
            buffer.putShort(code(photos.get(i).shows())).putShort((short) names.get(i).length);
            buffer.put(names.get(i)).put(photos.get(i).pixels().rgb());
        }
        PhotoShard shard = new PhotoShard(name(block), photos.size(), Sha256.hex(buffer.array()));
        SyncedFiles.write(folder.resolve(shard.file), buffer.array());
        return shard;
    }

    /** Reads the shard and checks it against the manifest; the error names the file. */
    List<StoredPhoto> read(Path folder, int sidePixels) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(check(folder, sidePixels));
        buffer.position(HEADER_BYTES);
        List<StoredPhoto> read = new ArrayList<>(photos);
        for (int i = 0; i < photos; i++) {
            Shown shows = shown(Short.toUnsignedInt(buffer.getShort()));
            byte[] name = new byte[Short.toUnsignedInt(buffer.getShort())];
            byte[] rgb = new byte[SquarePhoto.samples(sidePixels)];
            buffer.get(name).get(rgb);
            read.add(
                    new StoredPhoto(shows, new String(name, StandardCharsets.UTF_8), new SquarePhoto(sidePixels, rgb)));
        }
        return read;
    }

    private static short code(Shown shows) {
        return (short) (shows instanceof Shown.Species species ? species.place() : NOTHING);
    }

    private static Shown shown(int code) {
        return code == NOTHING ? Shown.NOTHING : new Shown.Species(code);
    }

    /** The file's bytes, found to be those of the manifest. */
    byte[] check(Path folder, int sidePixels) throws IOException {
        Path path = folder.resolve(file);
        byte[] bytes = bytes(path);
        if (!Sha256.hex(bytes).equals(sha256)) {
            throw new BadDataException(
                    path + ": sha256 was " + Sha256.hex(bytes) + " but must be " + sha256 + " (dataset.json)");
        }
        ByteBuffer header = ByteBuffer.wrap(bytes);
        byte[] magic = new byte[MAGIC.length];
        header.get(magic);
        if (!Arrays.equals(magic, MAGIC) || header.getInt() != photos || header.getInt() != sidePixels) {
            throw new BadDataException(path + ": is no shard of " + photos + " photos of " + sidePixels
                    + " pixels a side in format FMPHOTO1");
        }
        return bytes;
    }

    private static byte[] bytes(Path path) throws IOException {
        try {
            return Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            throw new BadDataException(path + ": is missing");
        }
    }
}
