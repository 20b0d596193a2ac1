package dev.fieldmark.jobs.flink.predict;

import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.data.ParsedRow;
import dev.fieldmark.jobs.evaluate.ServedVersion;
import dev.fieldmark.jobs.onnx.OnnxNet;
import dev.fieldmark.jobs.predict.Answer;
import dev.fieldmark.jobs.predict.AnswersFile;
import dev.fieldmark.store.ModelReference;
import dev.fieldmark.store.StoreLocation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.RichMapPartitionFunction;
import org.apache.flink.util.Collector;

/**
 * Asks the graph, which each task loads once, about its rows, {@value #BATCH} at a time. The answers go to the task's
 * {@link AnswersFile}; how many they are is its output.
 */
final class AnswerRows extends RichMapPartitionFunction<ParsedRow, Integer> {
    private static final int BATCH = 64;
    private static final long serialVersionUID = 1;

    private final String store;
    private final String version;
    private final String folder;
    private final int threads;

    AnswerRows(ServedVersion version, Path folder, int threads) {
        this.store = version.store().absolute().toString();
        this.version = version.toString();
        this.folder = folder.toString();
        this.threads = threads;
    }

    @Override
    public void mapPartition(Iterable<ParsedRow> rows, Collector<Integer> counts) throws IOException {
        int task = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
        byte[] onnx = ServedVersion.of(StoreLocation.of(store), ModelReference.of(version))
                .onnx();
        List<ParsedRow> batch = new ArrayList<>(BATCH);
        try (OnnxNet graph = OnnxNet.open(onnx, threads);
                AnswersFile answers = AnswersFile.create(Path.of(folder), task)) {
            for (ParsedRow row : rows) {
                batch.add(row);
                if (batch.size() == BATCH) {
                    counts.collect(answer(graph, batch, answers));
                    batch.clear();
                }
            }
            counts.collect(answer(graph, batch, answers));
        }
    }

    private static int answer(OnnxNet graph, List<ParsedRow> batch, AnswersFile answers) throws IOException {
        List<ParsedRow> faces = batch.stream().filter(row -> !row.isBad()).toList();
        float[][] points = graph.keypoints(FaceSet.of(faces));
        for (int i = 0; i < faces.size(); i++) {
            answers.add(new Answer(faces.get(i).row(), points[i], faces.get(i).badRow()));
        }
        for (ParsedRow row : batch) {
            if (row.isBad()) {
                answers.add(new Answer(row.row(), row.targets(), row.badRow()));
            }
        }
        answers.flush();
        return batch.size();
    }
}
