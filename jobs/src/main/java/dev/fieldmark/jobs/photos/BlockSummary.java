package dev.fieldmark.jobs.photos;

import java.io.Serializable;
import java.util.List;

/**
 * What came of a block of files.
 *
 * @param block its number, from 0
 * @param photos in the order of the shard
 * @param broken in the order of the files
 * @param sha256 of the shard; empty where the block has no good photo and so no shard
 */
public record BlockSummary(int block, List<PhotoSummary> photos, List<BrokenPhoto> broken, String sha256)
        implements Serializable {
    PhotoShard shard() {
        return new PhotoShard(PhotoShard.name(block), photos.size(), sha256);
    }
}
