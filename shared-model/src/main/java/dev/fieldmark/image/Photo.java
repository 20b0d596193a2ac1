package dev.fieldmark.image;

import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.domain.KeypointEstimate;
import java.util.List;

/**
 * A photo of a face, decoded and turned as a viewer shows it.
 *
 * @param upright its greys
 */
public record Photo(GreyPicture upright) {
    /**
     * Decodes a PNG or JPEG of any size within the limits: grey or colour, 1 to 16 bits, with or without transparency;
     * a JPEG's EXIF orientation is applied. The limits are checked before anything is decoded.
     *
     * @throws PhotoException.Unsupported where it is neither PNG nor JPEG, or a CMYK JPEG
     * @throws PhotoException.TooLarge where it is over a limit
     * @throws PhotoException.Broken where it is cut off or damaged
     */
    public static Photo decode(byte[] bytes, PhotoLimits limits) throws PhotoException {
        limits.checkBytes(bytes.length);
        var header = PhotoHeader.read(bytes);
        limits.checkPixels(header.widthPixels(), header.heightPixels());
        return new Photo(header.orientation().apply(Decoder.decode(bytes, header.format())));
    }

    public int widthPixels() {
        return upright.widthPixels();
    }

    public int heightPixels() {
        return upright.heightPixels();
    }

    /** What the net sees of this photo: {@value NetInput#PIXELS} floats, shape [1, 96, 96]. */
    public float[] toNetInput() {
        return NetInput.of(upright);
    }

    /**
     * The net's answer in pixels of this photo. A pixel's centre stays its centre: {@code x = (xNet + 0.5) * width / 96
     * - 0.5}, so that in a 96 x 96 picture nothing moves.
     *
     * @param netPixels x and y of each of the {@link Keypoint#all()}, in pixels of the net's 96 x 96 picture
     */
    public List<KeypointEstimate> keypoints(float[] netPixels) {
        int expected = 2 * Keypoint.all().size();
        if (netPixels.length != expected) {
            throw new IllegalArgumentException(
                    "net gave " + netPixels.length + " coordinates but must give " + expected);
        }
        return Keypoint.all().stream()
                .map(point -> new KeypointEstimate(
                        point,
                        inPhoto(netPixels[2 * point.ordinal()], widthPixels()),
                        inPhoto(netPixels[2 * point.ordinal() + 1], heightPixels())))
                .toList();
    }

    private static double inPhoto(double netPixel, int sidePixels) {
        return (netPixel + 0.5) * sidePixels / NetInput.SIDE - 0.5;
    }
}
