package dev.fieldmark.jobs.photos;

import dev.fieldmark.image.PhotoException;
import dev.fieldmark.image.PhotoLimits;
import dev.fieldmark.image.SquarePhoto;
import dev.fieldmark.jobs.data.Sha256;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a folder, then those that show nothing in the group, in blocks, each of which becomes a shard, by whoever
 * and whenever.
 *
 * @param photos of the group
 * @param negatives of nothing in it
 * @param sidePixels of the stored photos, >= 8 and <= 1024
 */
public record PhotoBlocks(PhotoFolder photos, NegativeFolder negatives, int sidePixels) implements Serializable {
    /** Files a block, few so that no task ends long after the others: 1.2 MB a shard at 160 pixels. */
    public static final int BLOCK_PHOTOS = 16;

    /** Larger than any camera's photos; a decoded one takes three bytes a pixel. */
    public static final PhotoLimits LIMITS = new PhotoLimits(1 << 27, 100_000_000);

    public PhotoBlocks {
        if (sidePixels < 8 || sidePixels > 1024) {
            throw new IllegalArgumentException("side was " + sidePixels + " but must be >= 8 and <= 1024");
        }
    }

    public int count() {
        return (files() + BLOCK_PHOTOS - 1) / BLOCK_PHOTOS;
    }

    /** How many files. */
    public int files() {
        return photos.files().size() + negatives.files().size();
    }

    private PhotoFile file(int place) {
        int ofGroup = photos.files().size();
        return place < ofGroup ? photos.files().get(place) : negatives.files().get(place - ofGroup);
    }

    /** Decodes the photos of one block and writes their shard, none where all are broken. */
    public BlockSummary write(int block, Path folder) throws IOException {
        int first = block * BLOCK_PHOTOS;
        int end = Math.min(first + BLOCK_PHOTOS, files());
        List<StoredPhoto> stored = new ArrayList<>();
        List<PhotoSummary> summaries = new ArrayList<>();
        List<BrokenPhoto> broken = new ArrayList<>();
        for (int place = first; place < end; place++) {
            PhotoFile file = file(place);
            try {
                byte[] bytes = LIMITS.read(Path.of(file.path()));
                SquarePhoto pixels = SquarePhoto.decode(bytes, LIMITS, sidePixels);
                stored.add(new StoredPhoto(file.shows(), file.name(), pixels));
                summaries.add(new PhotoSummary(
                        file.shows(), file.name(), Sha256.hex(bytes), DifferenceHash.of(pixels.greys())));
            } catch (PhotoException e) {
                broken.add(new BrokenPhoto(file.name(), String.valueOf(e.getMessage())));
            } catch (IOException e) {
                broken.add(new BrokenPhoto(file.name(), "can't be read: " + e));
            }
        }
        String sha256 = stored.isEmpty()
                ? ""
                : PhotoShard.write(folder, block, sidePixels, stored).sha256();
        return new BlockSummary(block, summaries, broken, sha256);
    }
}
