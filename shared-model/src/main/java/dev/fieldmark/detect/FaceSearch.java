package dev.fieldmark.detect;

import dev.fieldmark.domain.FaceBox;
import dev.fieldmark.domain.FoundFace;
import dev.fieldmark.image.GreyPicture;
import dev.fieldmark.image.NetInput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Searches a photo for faces: asks a net about the photo, about the photo at half the size, at a quarter and so on, until
 * a face of {@value Cells#MOST_SIDE} pixels would be larger than the photo; then joins what was found several times.
 *
 * <p>The photo is first reduced to {@value #LONGEST_PIXELS} pixels, where its longer side is longer: the smallest face
 * that is found is then a 27th of it.
 *
 * @param leastScore of a face, 0 to 1
 */
public record FaceSearch(double leastScore) {
    /** How many faces are found at most: the likeliest. */
    public static final int MOST_FACES = 20;

    private static final int LONGEST_PIXELS = 640;

    /** A detector's scores are made so that this is where a face begins. */
    public static final double DEFAULT_SCORE = 0.5;

    /** Around each picture, so that a face at its border is no special case. */
    private static final int MARGIN_PIXELS = 24;

    /** Where two boxes overlap by so much, they are of one face. */
    private static final double SAME_FACE = 0.35;

    /** Where a box lies within another by this share of its area, it is a part of that face. */
    private static final double PART_OF_A_FACE = 0.6;

    /** The faces of a photo, the likeliest first. */
    public List<FoundFace> faces(GreyPicture photo, CellNet net) {
        double reduced = Math.max(1, Math.max(photo.widthPixels(), photo.heightPixels()) / (double) LONGEST_PIXELS);
        GreyPicture base = reduced == 1
                ? photo
                : photo.resized(shorter(photo.widthPixels(), reduced), shorter(photo.heightPixels(), reduced));
        List<FoundFace> found = new ArrayList<>();
        double shortest = Math.min(base.widthPixels(), base.heightPixels());
        for (double scale = 1; scale == 1 || Cells.MOST_SIDE * scale / 2 < shortest; scale *= 2) {
            new Level(base, scale).search(net, leastScore, found);
        }
        double acrossScale = photo.widthPixels() / (double) base.widthPixels();
        double downScale = photo.heightPixels() / (double) base.heightPixels();
        return joined(found).stream()
                .limit(MOST_FACES)
                .map(face -> new FoundFace(scaled(face.box(), acrossScale, downScale), face.score()))
                .toList();
    }

    private static int shorter(int pixels, double reduced) {
        return (int) Math.max(1, Math.round(pixels / reduced));
    }

    private static FaceBox scaled(FaceBox box, double across, double down) {
        double side = box.widthPixels() * (across + down) / 2;
        return FaceBox.around(
                (box.centreXPixels() + 0.5) * across - 0.5, (box.centreYPixels() + 0.5) * down - 0.5, side);
    }

    /**
     * Each face once: the likeliest box takes those that overlap it, and its place is their mean, weighted by the square
     * of the score.
     */
    private static List<FoundFace> joined(List<FoundFace> found) {
        List<FoundFace> left = new ArrayList<>(found);
        left.sort(Comparator.comparingDouble(FoundFace::score).reversed());
        List<FoundFace> faces = new ArrayList<>();
        while (!left.isEmpty()) {
            FaceBox likeliest = left.get(0).box();
            List<FoundFace> same = left.stream()
                    .filter(face -> face.box().overlap(likeliest) >= SAME_FACE)
                    .toList();
            FaceBox box = mean(same);
            faces.add(new FoundFace(box, left.get(0).score()));
            left.removeIf(face -> face.box().overlap(likeliest) >= SAME_FACE || isPart(face.box(), box));
        }
        return faces;
    }

    private static boolean isPart(FaceBox one, FaceBox other) {
        return one.sharedArea(other) >= PART_OF_A_FACE * Math.min(one.area(), other.area());
    }

    private static FaceBox mean(List<FoundFace> faces) {
        double weights = 0;
        double x = 0;
        double y = 0;
        double side = 0;
        for (FoundFace face : faces) {
            double weight = face.score() * face.score();
            weights += weight;
            x += weight * face.box().centreXPixels();
            y += weight * face.box().centreYPixels();
            side += weight * face.box().widthPixels();
        }
        return FaceBox.around(x / weights, y / weights, side / weights);
    }

    /**
     * A photo at one size.
     *
     * @param scale pixels of the photo a pixel of the net's picture
     */
    private record Level(GreyPicture photo, double scale) {
        void search(CellNet net, double leastScore, List<FoundFace> found) {
            int width = padded(photo.widthPixels());
            int height = padded(photo.heightPixels());
            double margin = MARGIN_PIXELS * scale;
            GreyPicture picture =
                    photo.cropped(new FaceBox(-margin, -margin, width * scale, height * scale), width, height);
            float[] input = new float[width * height];
            NetInput.write(picture.greys(), 0, input, 0, input.length);
            float[] cells = net.cells(input, width, height);
            int columns = width / Cells.PIXELS;
            int plane = columns * (height / Cells.PIXELS);
            for (int cell = 0; cell < plane; cell++) {
                if (cells[cell] >= leastScore) {
                    found.add(new FoundFace(
                            FaceBox.around(
                                    inPhoto(Cells.middle(cell % columns) + cells[plane + cell]),
                                    inPhoto(Cells.middle(cell / columns) + cells[2 * plane + cell]),
                                    scale * cells[3 * plane + cell]),
                            cells[cell]));
                }
            }
        }

        private int padded(int pixels) {
            int whole = (int) Math.ceil(pixels / scale) + 2 * MARGIN_PIXELS;
            return (whole + Cells.STEP - 1) / Cells.STEP * Cells.STEP;
        }

        private double inPhoto(double pixel) {
            return (pixel - MARGIN_PIXELS + 0.5) * scale - 0.5;
        }
    }
}
