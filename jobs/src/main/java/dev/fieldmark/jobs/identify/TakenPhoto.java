package dev.fieldmark.jobs.identify;

/**
 * A photo that was taken out of the folder into which it was dropped.
 *
 * @param id its own: a photo that is dropped later under the same name, or the same once more, has another
 * @param name that it was dropped under, {@link PhotoName#encoded}
 */
public record TakenPhoto(String id, String name) {
    PhotoName photoName() {
        return new PhotoName(name);
    }
}
