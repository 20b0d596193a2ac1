package dev.fieldmark.jobs.scenes;

import dev.fieldmark.domain.FaceBox;
import dev.fieldmark.image.GreyPicture;
import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.scenes.DetectorDataset.SceneParts;
import dev.fieldmark.jobs.scenes.Scene.Placed;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Paints scenes: a photo without faces, on it decoys, on these the faces. Decoys are pieces of other photos, a part of a
 * face enlarged, a face lying on its side or upside down, so that neither a seam nor skin makes a face.
 */
public final class ScenePainter {
    private static final int TRIES = 10;

    private final SceneParts parts;
    private final Style style;

    /** @param parts not empty */
    public ScenePainter(SceneParts parts, Style style) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("scenes had " + parts.faces().size() + " faces and "
                    + parts.backgrounds().size() + " backgrounds but must have at least 1 of each");
        }
        this.parts = parts;
        this.style = style;
    }

    /**
     * How scenes look.
     *
     * @param flip whether each face is mirrored with a probability of one half
     * @param rotation most degrees by which a face is turned
     * @param light most change of the logarithm of gamma, and most share by which brightness and contrast change
     * @param noise most standard deviation of the noise, as a share of white
     */
    public record Style(boolean flip, double rotation, double light, double noise) {}

    /**
     * What is to be painted.
     *
     * @param leastSide of a face's box, in pixels; sides are drawn evenly over the logarithm
     * @param mostSide likewise
     * @param mostDecoys at most so many
     * @param otherSizes whether faces of much less or much more are among the decoys
     */
    public record Wanted(
            int widthPixels, int heightPixels, double leastSide, double mostSide, int mostDecoys, boolean otherSizes) {}

    /**
     * Paints a scene with these faces, less those for which there is no room.
     *
     * @param faces their places in the set
     */
    public Scene paint(Wanted wanted, int[] faces, SplittableRandom random) {
        float[] greys = background(wanted, random);
        for (int i = random.nextInt(wanted.mostDecoys() + 1); i > 0; i--) {
            decoy(wanted, greys, random);
        }
        List<Placed> placed = new ArrayList<>();
        for (int face : faces) {
            place(wanted, face, placed, random);
        }
        for (Placed place : placed) {
            Patch.random(parts.face(place.face()), random).lay(place, greys, wanted.widthPixels());
        }
        return new Scene(finished(wanted, greys, random), placed);
    }

    /** A face as it was cut out, the border of the cut continued: no seam, and what is really around a face. */
    public Scene continued(Wanted wanted, int face, SplittableRandom random) {
        double side = side(wanted, random);
        double left = (wanted.widthPixels() - side) * random.nextDouble();
        double top = (wanted.heightPixels() - side) * random.nextDouble();
        double scale = FaceSet.SIDE / side;
        GreyPicture picture = parts.face(face)
                .cropped(
                        new FaceBox(
                                -left * scale,
                                -top * scale,
                                wanted.widthPixels() * scale,
                                wanted.heightPixels() * scale),
                        wanted.widthPixels(),
                        wanted.heightPixels());
        return new Scene(
                finished(wanted, floats(picture), random),
                List.of(new Placed(face, new FaceBox(left, top, side, side), 0, false)));
    }

    private float[] background(Wanted wanted, SplittableRandom random) {
        GreyPicture photo = anyPhoto(random);
        double aspect = (double) wanted.widthPixels() / wanted.heightPixels();
        double widest = Math.min(photo.widthPixels(), photo.heightPixels() * aspect);
        double width = widest * (0.4 + 0.6 * random.nextDouble());
        double height = width / aspect;
        var part = new FaceBox(
                (photo.widthPixels() - width) * random.nextDouble(),
                (photo.heightPixels() - height) * random.nextDouble(),
                width,
                height);
        return floats(photo.cropped(part, wanted.widthPixels(), wanted.heightPixels()));
    }

    private GreyPicture anyPhoto(SplittableRandom random) {
        return parts.backgrounds().get(random.nextInt(parts.backgrounds().size()));
    }

    private GreyPicture anyFace(SplittableRandom random) {
        return parts.face(random.nextInt(parts.faces().size()));
    }

    private void decoy(Wanted wanted, float[] greys, SplittableRandom random) {
        double side = side(wanted, random);
        double degrees = turned(random);
        GreyPicture picture;
        switch (random.nextInt(wanted.otherSizes() ? 4 : 3)) {
            case 0 -> picture = piece(anyPhoto(random), 0.2, 0.8, random);
            case 1 -> picture = piece(anyFace(random), 0.25, 0.5, random);
            case 2 -> {
                picture = anyFace(random);
                degrees = 75 + 210 * random.nextDouble();
            }
            default -> {
                picture = anyFace(random);
                side = random.nextBoolean()
                        ? wanted.leastSide() * (0.3 + 0.25 * random.nextDouble())
                        : wanted.mostSide() * (1.8 + random.nextDouble());
            }
        }
        var place = new Placed(-1, somewhere(wanted, side, random), degrees, random.nextBoolean());
        Patch.random(picture, random).lay(place, greys, wanted.widthPixels());
    }

    /** A square of this share of a picture's shorter side. */
    private static GreyPicture piece(GreyPicture picture, double least, double most, SplittableRandom random) {
        double shorter = Math.min(picture.widthPixels(), picture.heightPixels());
        double side = shorter * (least + (most - least) * random.nextDouble());
        var part = new FaceBox(
                (picture.widthPixels() - side) * random.nextDouble(),
                (picture.heightPixels() - side) * random.nextDouble(),
                side,
                side);
        int pixels = (int) Math.max(8, Math.round(side));
        return picture.cropped(part, pixels, pixels);
    }

    private void place(Wanted wanted, int face, List<Placed> placed, SplittableRandom random) {
        for (int i = 0; i < TRIES; i++) {
            FaceBox box = somewhere(wanted, side(wanted, random), random);
            boolean free = placed.stream()
                    .allMatch(other -> other.box().sharedArea(box)
                            < 0.15 * Math.min(box.area(), other.box().area()));
            if (free) {
                placed.add(new Placed(face, box, turned(random), style.flip() && random.nextBoolean()));
                return;
            }
        }
    }

    private double turned(SplittableRandom random) {
        return style.rotation() * (2 * random.nextDouble() - 1);
    }

    private static double side(Wanted wanted, SplittableRandom random) {
        return wanted.leastSide() * Math.pow(wanted.mostSide() / wanted.leastSide(), random.nextDouble());
    }

    /** A fifth of a side may lie outside of the scene. */
    private static FaceBox somewhere(Wanted wanted, double side, SplittableRandom random) {
        return new FaceBox(
                along(wanted.widthPixels(), side, random), along(wanted.heightPixels(), side, random), side, side);
    }

    private static double along(int pixels, double side, SplittableRandom random) {
        double first = -0.2 * side;
        double last = pixels - 0.8 * side;
        return last > first ? first + (last - first) * random.nextDouble() : (pixels - side) / 2;
    }

    private static float[] floats(GreyPicture picture) {
        float[] greys = new float[picture.greys().length];
        for (int i = 0; i < greys.length; i++) {
            greys[i] = picture.greys()[i] & 0xff;
        }
        return greys;
    }

    private GreyPicture finished(Wanted wanted, float[] greys, SplittableRandom random) {
        double gamma = Math.exp(between(random, style.light()));
        double gain = 1 + between(random, style.light());
        double lift = 60 * between(random, style.light());
        double noise = 255 * style.noise() * random.nextDouble();
        boolean blurred = random.nextInt(4) == 0;
        byte[] bytes = new byte[greys.length];
        for (int i = 0; i < greys.length; i++) {
            double grey = blurred ? blurred(greys, i, wanted.widthPixels()) : greys[i];
            double lit = 255 * Math.pow(Math.max(0, Math.min(255, grey)) / 255, gamma);
            // the sum of three even ones is nearly normal, of this deviation
            double noisy = noise * 2 * (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5);
            bytes[i] = (byte) Math.round(Math.max(0, Math.min(255, 127.5 + gain * (lit - 127.5) + lift + noisy)));
        }
        return new GreyPicture(wanted.widthPixels(), wanted.heightPixels(), bytes);
    }

    /** The mean of a pixel and its neighbours. */
    private static double blurred(float[] greys, int at, int width) {
        double sum = 0;
        int count = 0;
        int column = at % width;
        for (int y = -1; y <= 1; y++) {
            for (int x = -1; x <= 1; x++) {
                int other = at + y * width + x;
                if (other >= 0 && other < greys.length && column + x >= 0 && column + x < width) {
                    sum += greys[other];
                    count++;
                }
            }
        }
        return sum / count;
    }

    private static double between(SplittableRandom random, double most) {
        return most * (2 * random.nextDouble() - 1);
    }
}
