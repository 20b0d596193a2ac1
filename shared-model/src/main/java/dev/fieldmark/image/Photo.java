package dev.fieldmark.image;

import dev.fieldmark.domain.FaceBox;
import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.domain.KeypointEstimate;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A photo of a face or several, decoded and turned as a viewer shows it.
 *
 * @param upright its greys
 */
public record Photo(GreyPicture upright) {
    /**
     * Decodes a PNG, JPEG, GIF (its first picture) or, where a reader of it is installed, WebP of any size within the
     * limits: grey, colour or inks, 1 to 16 bits, with or without transparency; the EXIF orientation of a JPEG or WebP
     * is applied. The limits are checked before anything is decoded.
     *
     * @throws PhotoException.Unsupported where it is of another format or kind
     * @throws PhotoException.TooLarge where it is over a limit
     * @throws PhotoException.Broken where it is cut off or damaged
     */
    public static Photo decode(byte[] bytes, PhotoLimits limits) throws PhotoException {
        limits.checkBytes(bytes.length);
        var header = PhotoHeader.read(bytes);
        limits.check(header);
        try (var room = DecodingRoom.of(header)) {
            return new Photo(header.orientation().apply(Luma.of(Decoder.decode(bytes, header))));
        }
    }

    public int widthPixels() {
        return upright.widthPixels();
    }

    public int heightPixels() {
        return upright.heightPixels();
    }

    /** All of it. */
    public FaceBox whole() {
        return new FaceBox(0, 0, widthPixels(), heightPixels());
    }

    /** What the net sees of this photo: {@value NetInput#PIXELS} floats, shape [1, 96, 96]. */
    public float[] toNetInput() {
        return NetInput.of(upright);
    }

    /** What the net sees of a face in it, likewise: the box, beyond the photo its outermost pixels. */
    public float[] toNetInput(FaceBox face) {
        return NetInput.of(isWhole(face) ? upright : upright.cropped(face, NetInput.SIDE, NetInput.SIDE));
    }

    /** Side by side, not by the box's equals, which is interpreted in a native executable. */
    private boolean isWhole(FaceBox face) {
        return face.xPixels() == 0
                && face.yPixels() == 0
                && face.widthPixels() == widthPixels()
                && face.heightPixels() == heightPixels();
    }

    /** The net's answer about the whole photo, as {@link #keypoints(FaceBox, float[])}. */
    public List<KeypointEstimate> keypoints(float[] netPixels) {
        return keypoints(whole(), netPixels);
    }

    /** The same with radii, as {@link #keypoints(FaceBox, float[], float[])}. */
    public List<KeypointEstimate> keypoints(float[] netPixels, float[] netRadii) {
        return keypoints(whole(), netPixels, netRadii);
    }

    /**
     * The net's answer about a face in pixels of this photo. A pixel's centre stays its centre: {@code x = xBox + (xNet +
     * 0.5) * widthBox / 96 - 0.5}, so that in a 96 x 96 picture nothing moves.
     *
     * @param netPixels x and y of each of the {@link Keypoint#all()}, in pixels of the net's 96 x 96 picture
     */
    public List<KeypointEstimate> keypoints(FaceBox face, float[] netPixels) {
        return Keypoint.all().stream()
                .map(point -> estimate(point, face, netPixels, OptionalDouble.empty()))
                .toList();
    }

    /**
     * The same with radii. Where the box is wider than high, or higher than wide, a circle in the net's picture is an
     * ellipse in the photo; the radius is then its longer one, so that the circle holds all of it.
     *
     * @param netRadii of each of the {@link Keypoint#all()}, in pixels of the net's 96 x 96 picture
     */
    public List<KeypointEstimate> keypoints(FaceBox face, float[] netPixels, float[] netRadii) {
        requireLength("radii", netRadii, Keypoint.all().size());
        double scale = Math.max(face.widthPixels(), face.heightPixels()) / NetInput.SIDE;
        return Keypoint.all().stream()
                .map(point -> estimate(point, face, netPixels, OptionalDouble.of(netRadii[point.ordinal()] * scale)))
                .toList();
    }

    private static KeypointEstimate estimate(Keypoint point, FaceBox face, float[] netPixels, OptionalDouble radius) {
        requireLength("coordinates", netPixels, 2 * Keypoint.all().size());
        return new KeypointEstimate(
                point,
                face.xPixels() + inBox(netPixels[2 * point.ordinal()], face.widthPixels()),
                face.yPixels() + inBox(netPixels[2 * point.ordinal() + 1], face.heightPixels()),
                radius);
    }

    private static void requireLength(String what, float[] values, int expected) {
        if (values.length != expected) {
            throw new IllegalArgumentException("net gave " + values.length + " " + what + " but must give " + expected);
        }
    }

    private static double inBox(double netPixel, double sidePixels) {
        return (netPixel + 0.5) * sidePixels / NetInput.SIDE - 0.5;
    }
}
