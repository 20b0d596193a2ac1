package dev.fieldmark.jobs.scenes;

import dev.fieldmark.detect.CellNet;
import dev.fieldmark.detect.FaceSearch;
import dev.fieldmark.domain.FoundFace;
import dev.fieldmark.jobs.scenes.Scene.Placed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What a detector found in scenes.
 *
 * @param photos scenes that were searched
 * @param faces in them
 * @param found at any score
 */
public record FoundFaces(int photos, int faces, List<Find> found) {
    /** A box of a face must overlap its true one by so much. */
    public static final double LEAST_OVERLAP = 0.5;

    private static final double MOST_SCORE = 0.99;

    public FoundFaces {
        found = List.copyOf(found);
    }

    /**
     * One box.
     *
     * @param face whose it is; empty where it is none's, or another box of that face had a higher score
     */
    public record Find(FoundFace box, Optional<Placed> face) {}

    /** Searches scenes. */
    public static FoundFaces in(Stream<Scene> scenes, CellNet net, FaceSearch search) {
        int photos = 0;
        int faces = 0;
        List<Find> found = new ArrayList<>();
        for (Scene scene : (Iterable<Scene>) scenes::iterator) {
            photos++;
            faces += scene.faces().size();
            found.addAll(matched(scene, search.faces(scene.picture(), net)));
        }
        return new FoundFaces(photos, faces, found);
    }

    /** The boxes of a scene, the likeliest first, each with the face that it overlaps most and no other took. */
    public static List<Find> matched(Scene scene, List<FoundFace> boxes) {
        Set<Placed> taken = new HashSet<>();
        List<Find> finds = new ArrayList<>();
        for (FoundFace box : boxes) {
            Optional<Placed> face = scene.faces().stream()
                    .filter(placed -> !taken.contains(placed))
                    .filter(placed -> placed.box().overlap(box.box()) >= LEAST_OVERLAP)
                    .max(Comparator.comparingDouble(placed -> placed.box().overlap(box.box())));
            face.ifPresent(taken::add);
            finds.add(new Find(box, face));
        }
        return finds;
    }

    /** What a detector finds that asks for this score. */
    public FoundFaces from(double score) {
        return new FoundFaces(
                photos,
                faces,
                found.stream().filter(find -> find.box().score() >= score).toList());
    }

    /** The lowest score from which false positives a photo are at most these; at most {@value #MOST_SCORE}. */
    public double threshold(double falsePositivesPerPhoto) {
        int allowed = (int) (falsePositivesPerPhoto * photos);
        double[] wrong = found.stream()
                .filter(find -> find.face().isEmpty())
                .mapToDouble(find -> find.box().score())
                .sorted()
                .toArray();
        double[] right = found.stream()
                .filter(find -> find.face().isPresent())
                .mapToDouble(find -> find.box().score())
                .sorted()
                .toArray();
        double above = wrong.length > allowed ? wrong[wrong.length - 1 - allowed] : 0;
        // halfway to the next face that is found, so that both sides have some room
        double next = DoubleStream.of(right)
                .filter(score -> score > above)
                .findFirst()
                .orElse(MOST_SCORE);
        return Math.min(MOST_SCORE, Math.max(0.1, (above + next) / 2));
    }

    private Stream<Find> right() {
        return found.stream().filter(find -> find.face().isPresent());
    }

    /** Share of the faces that were found. */
    public double recall() {
        return faces == 0 ? 0 : (double) right().count() / faces;
    }

    public double falsePositivesPerPhoto() {
        return (double) (found.size() - right().count()) / photos;
    }

    /** Of found boxes with true ones, 0 where none was found. */
    public double meanOverlap() {
        return right().mapToDouble(find ->
                        find.face().orElseThrow().box().overlap(find.box().box()))
                .average()
                .orElse(0);
    }
}
