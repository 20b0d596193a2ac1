package dev.fieldmark.jobs.onnx;

import dev.fieldmark.detect.Cells;
import dev.fieldmark.detect.FaceSearch;
import dev.fieldmark.jobs.data.Side;
import dev.fieldmark.jobs.scenes.Composites;
import dev.fieldmark.jobs.scenes.DetectorDataset;
import dev.fieldmark.jobs.scenes.DetectorDataset.SceneParts;
import dev.fieldmark.jobs.scenes.FoundFaces;
import dev.fieldmark.jobs.train.FaceCells;
import dev.fieldmark.jobs.train.SceneBatches;
import dev.fieldmark.jobs.train.Subject;
import dev.fieldmark.jobs.train.TrainingPlan;
import dev.fieldmark.jobs.train.dl4j.NativeBackend;
import dev.fieldmark.store.ModelDraft;
import dev.fieldmark.store.ModelManifest;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Packs a detector: its graph and checkpoint, and how many faces it finds in composites of validation faces on validation
 * photos. Where a face begins is fitted to the composites of one half of the people and judged on the other's.
 */
public final class DetectorPackager implements ModelPackager {
    /** Share of the faces that are found. */
    public static final String RECALL = "recall";
    /** Faces found where there are none, a photo, over composites and photos without faces. */
    public static final String FALSE_POSITIVES = "false-positives-per-photo";
    /** Area that found box and true one share over that which either covers, the mean over found faces. */
    public static final String OVERLAP = "box-overlap";
    /** The same as 1 minus recall: what a better version has less of. */
    public static final String MISSED = "missed";
    /** Photos that were judged. */
    public static final String PHOTOS = "photos";

    /** The most by which a score, or a place in units of {@link FaceCells#SHIFT_PIXELS}, may differ. */
    static final double MAX_DIFFERENCE = 1e-4;

    /** False positives a photo that are let pass. */
    private static final double ALLOWED = 0.02;

    private static final double LEAST_SCORE = 0.05;
    private static final int PARITY_SCENES = 32;

    @Override
    public ModelDraft pack(List<Member> members, ModelName model, Provenance provenance, Path folder)
            throws IOException, ParityException {
        if (members.size() != 1) {
            throw new IllegalArgumentException(
                    "nets to be joined were " + members.size() + " but must be 1: detectors are not joined");
        }
        Member member = members.get(0);
        TrainingPlan plan = member.plan();
        DetectorDataset dataset = DetectorDataset.open(plan.dataset());
        SceneParts parts = dataset.parts(Side.VALIDATION, plan.validationFraction());
        NativeBackend.load();
        ComputationGraph net =
                ModelSerializer.restoreComputationGraph(member.best().toFile(), false);
        Path onnx = folder.resolve(ModelDraft.ONNX);
        Map<String, String> properties = Members.properties(members, model, provenance);
        DetectorGraph.write(net, 0, properties, onnx);
        Composites composites =
                Composites.of(parts, dataset.faces().halves(Side.VALIDATION, plan.validationFraction()));
        FoundFaces fitted;
        FoundFaces judged;
        try (DetectorNet graph = DetectorNet.open(Files.readAllBytes(onnx), plan.threads())) {
            requireParity(graph, net, new SceneBatches(parts, plan.recipe(), plan.seed()));
            fitted = FoundFaces.in(composites.half(0), graph, new FaceSearch(LEAST_SCORE));
            judged = FoundFaces.in(composites.half(1), graph, new FaceSearch(LEAST_SCORE));
        }
        double threshold = fitted.threshold(ALLOWED);
        DetectorGraph.write(net, Math.log(threshold / (1 - threshold)), properties, onnx);
        SortedMap<String, Path> files = Members.copyCheckpoints(members, folder);
        files.put(ModelDraft.ONNX, onnx);
        return new ModelDraft(
                model,
                ModelManifest.DETECTOR,
                files,
                DetectorGraph.signature(),
                metrics(judged.from(threshold)),
                provenance);
    }

    private static SortedMap<String, Double> metrics(FoundFaces found) {
        var metrics = new TreeMap<String, Double>();
        metrics.put(RECALL, found.recall());
        metrics.put(MISSED, 1 - found.recall());
        metrics.put(FALSE_POSITIVES, found.falsePositivesPerPhoto());
        metrics.put(OVERLAP, found.meanOverlap());
        metrics.put(PHOTOS, (double) found.photos());
        return metrics;
    }

    /** Compares the graph, as ONNX Runtime runs it, with the net, on the first scenes that validate. */
    private static void requireParity(DetectorNet graph, ComputationGraph net, SceneBatches batches)
            throws ParityException {
        int side = Subject.Scenes.SIDE;
        var batch = batches.inOrder().findFirst().orElseThrow();
        int scenes = Math.min(PARITY_SCENES, batch.size());
        float[] outputs = net.outputSingle(
                        Nd4j.createFromArray(batch.pictures()).reshape(batch.size(), 1, side, side))
                .dup('c')
                .data()
                .asFloat();
        int numbers = FaceCells.NUMBERS * FaceCells.CELLS;
        for (int scene = 0; scene < scenes; scene++) {
            float[] picture = new float[side * side];
            for (int i = 0; i < picture.length; i++) {
                picture[i] =
                        (batch.pictures()[scene * picture.length + i] * SceneBatches.UNIT + SceneBatches.MIDDLE) / 255;
            }
            float[] cells = graph.cells(picture, side, side);
            for (int i = 0; i < numbers; i++) {
                requireAlike(cells[i], outputs[scene * numbers + i], i / FaceCells.CELLS, scene);
            }
        }
    }

    private static void requireAlike(float onnx, float output, int plane, int scene) throws ParityException {
        double found = switch (plane) {
            case 0 -> onnx;
            case 3 -> Math.log(onnx / FaceCells.MIDDLE_SIDE);
            default -> onnx / FaceCells.SHIFT_PIXELS;
        };
        double expected = plane == 0 ? 1 / (1 + Math.exp(-output)) : output;
        if (!(Math.abs(found - expected) <= MAX_DIFFERENCE)) { // so that NaN fails
            throw new ParityException("ONNX Runtime answered " + found + " and DL4J " + expected + " at "
                    + Cells.OUTPUTS.get(plane) + " of scene " + scene + ": they may differ by " + MAX_DIFFERENCE
                    + " at most");
        }
    }
}
