package dev.fieldmark.jobs.identify;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A photo that was taken out of the folder into which it was dropped.
 *
 * @param batch of the photos that were taken with it: a photo that is dropped later under the same name, or the same once
 *     more, is in another
 * @param name that it was dropped under, {@link PhotoName#encoded}
 */
public record TakenPhoto(String batch, String name) {
    private static final char SEPARATOR = '/';

    /** The photo of this id. */
    static TakenPhoto ofId(String id) {
        int separator = id.indexOf(SEPARATOR);
        return new TakenPhoto(id.substring(0, separator), id.substring(separator + 1));
    }

    /** Its own, now and for ever. */
    public String id() {
        return batch + SEPARATOR + name;
    }

    /** The same, of one length. */
    static String key(String id) {
        return UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString();
    }

    PhotoName photoName() {
        return new PhotoName(name);
    }
}
