package dev.fieldmark.jobs.identify;

/**
 * What is replied to a photo.
 *
 * @param id of the photo
 * @param broken whether it could not be read
 * @param json one line, without its end
 */
public record Reply(String id, boolean broken, String json) {
    /** The photo's, of a fixed length. */
    String key() {
        return TakenPhoto.key(id);
    }
}
