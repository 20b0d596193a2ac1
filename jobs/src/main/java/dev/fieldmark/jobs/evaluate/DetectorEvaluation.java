package dev.fieldmark.jobs.evaluate;

import dev.fieldmark.detect.CellNet;
import dev.fieldmark.detect.FaceSearch;
import dev.fieldmark.domain.FaceBox;
import dev.fieldmark.domain.FoundFace;
import dev.fieldmark.image.GreyPicture;
import dev.fieldmark.image.NetInput;
import dev.fieldmark.image.Photo;
import dev.fieldmark.jobs.scenes.FoundFaces;
import dev.fieldmark.jobs.scenes.FoundFaces.Find;
import dev.fieldmark.jobs.scenes.Scene;
import dev.fieldmark.jobs.scenes.Scene.Placed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How good a detector is on composites, and what its boxes cost the net for keypoints.
 *
 * @param found what it found, of composites and of photos without faces
 * @param falsePositivesPerEmptyPhoto of the photos onto which no face was laid
 * @param millisPerPhoto wall time of a search, the median
 * @param points with and without found boxes, where a net for keypoints was given
 */
public record DetectorEvaluation(
        FoundFaces found, double falsePositivesPerEmptyPhoto, double millisPerPhoto, Optional<Points> points) {
    /**
     * Root mean squared errors over the labelled points of the faces that were found, in pixels of the 96 x 96 picture.
     *
     * @param foundPixels on the boxes that were found
     * @param truePixels on the true boxes of the same faces
     */
    public record Points(double foundPixels, double truePixels, int coordinates) {}

    /** A net for keypoints: from a picture of its size to thirty coordinates in it. */
    @FunctionalInterface
    public interface PointNet {
        float[] points(GreyPicture face);
    }

    /**
     * Evaluates.
     *
     * @param targets thirty coordinates of each face of the scenes' set; NaN where not labelled
     */
    public static DetectorEvaluation of(
            CellNet detector, Stream<Scene> scenes, float[][] targets, Optional<PointNet> net) {
        var search = new FaceSearch(FaceSearch.DEFAULT_SCORE);
        List<Find> all = new ArrayList<>();
        List<Double> millis = new ArrayList<>();
        var onFound = new Squares();
        var onTrue = new Squares();
        int photos = 0;
        int faces = 0;
        int empty = 0;
        int wrongOfEmpty = 0;
        for (Scene scene : (Iterable<Scene>) scenes::iterator) {
            long start = System.nanoTime();
            List<FoundFace> boxes = search.faces(scene.picture(), detector);
            millis.add((System.nanoTime() - start) / 1e6);
            List<Find> finds = FoundFaces.matched(scene, boxes);
            photos++;
            faces += scene.faces().size();
            all.addAll(finds);
            if (scene.faces().isEmpty()) {
                empty++;
                wrongOfEmpty += finds.size();
            }
            var photo = new Photo(scene.picture());
            for (Find find : finds) {
                if (net.isPresent() && find.face().isPresent()) {
                    Placed face = find.face().get();
                    float[] wanted = targets[face.face()];
                    onFound.add(net.get(), photo, find.box().box(), face, wanted);
                    onTrue.add(net.get(), photo, face.box(), face, wanted);
                }
            }
        }
        return new DetectorEvaluation(
                new FoundFaces(photos, faces, all),
                empty == 0 ? 0 : (double) wrongOfEmpty / empty,
                millis.stream().sorted().skip(millis.size() / 2).findFirst().orElse(0.0),
                net.map(any -> new Points(onFound.root(), onTrue.root(), onTrue.count)));
    }

    /** Squared errors, told in pixels of the face's own 96 x 96 picture, whatever box the net was given. */
    private static final class Squares {
        private double sum;
        private int count;

        void add(PointNet net, Photo photo, FaceBox box, Placed face, float[] wanted) {
            GreyPicture crop = photo.upright().cropped(box, NetInput.SIDE, NetInput.SIDE);
            var estimates = photo.keypoints(box, net.points(crop));
            for (int i = 0; i < estimates.size(); i++) {
                if (!Float.isNaN(wanted[2 * i]) && !Float.isNaN(wanted[2 * i + 1])) {
                    double scale = face.box().widthPixels() / NetInput.SIDE;
                    double x = estimates.get(i).xPixels() - placed(face, wanted[2 * i], wanted[2 * i + 1], true);
                    double y = estimates.get(i).yPixels() - placed(face, wanted[2 * i], wanted[2 * i + 1], false);
                    sum += (x * x + y * y) / (scale * scale);
                    count += 2;
                }
            }
        }

        double root() {
            return Math.sqrt(sum / Math.max(1, count));
        }
    }

    /** Where a point of a cut out face is in the scene, along x or y. */
    static double placed(Placed face, double xPixels, double yPixels, boolean alongX) {
        double scale = face.box().widthPixels() / NetInput.SIDE;
        double middle = (NetInput.SIDE - 1) / 2.0;
        double x = (face.mirrored() ? middle - xPixels : xPixels - middle) * scale;
        double y = (yPixels - middle) * scale;
        double angle = Math.toRadians(face.degrees());
        return alongX
                ? face.box().centreXPixels() + Math.cos(angle) * x - Math.sin(angle) * y
                : face.box().centreYPixels() + Math.sin(angle) * x + Math.cos(angle) * y;
    }
}
