package dev.fieldmark.api.oip;

import dev.fieldmark.store.Signature;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The outputs that a request asks for, of a model with this signature.
 *
 * @param asked each with a name that the signature has, none twice
 */
record Outputs(Signature signature, List<InferRequest.Output> asked, boolean binary) {
    static Outputs of(InferRequest request, Signature signature) {
        Map<String, List<Integer>> shapes = signature.outputShapes();
        var seen = new HashSet<String>();
        for (InferRequest.Output output : request.outputs()) {
            String what = "output '" + output.name() + "'";
            if (!shapes.containsKey(output.name())) {
                throw JsonCursor.bad("there is no " + what + "; the model's are " + shapes.keySet());
            }
            if (!seen.add(output.name())) {
                throw JsonCursor.bad(what + " is asked for twice");
            }
            output.classes().filter(classes -> classes < 1).ifPresent(classes -> {
                throw JsonCursor.bad(what + " had a classification of " + classes + " but must have at least 1");
            });
        }
        List<InferRequest.Output> asked = request.outputs().isEmpty()
                ? shapes.keySet().stream()
                        .map(name ->
                                new InferRequest.Output(name, java.util.Optional.empty(), java.util.Optional.empty()))
                        .toList()
                : request.outputs();
        return new Outputs(signature, asked, request.binaryOutputs());
    }

    /** @param answers by output, one for each picture */
    List<InferAnswer.Tensor> tensors(List<Map<String, float[]>> answers) {
        return asked.stream().map(output -> tensor(output, answers)).toList();
    }

    private InferAnswer.Tensor tensor(InferRequest.Output output, List<Map<String, float[]>> answers) {
        List<float[]> rows = answers.stream()
                .map(answer -> answer.getOrDefault(output.name(), new float[0]))
                .toList();
        rows.forEach(row -> requireNumbers(output.name(), row));
        boolean inBytes = output.binary().orElse(binary);
        if (output.classes().isPresent()) {
            int classes = (int) Math.min(output.classes().get(), rows.get(0).length);
            List<String> texts =
                    rows.stream().flatMap(row -> largest(row, classes)).toList();
            return new InferAnswer.Tensor(
                    output.name(), List.of(rows.size(), classes), new TensorContent.Texts(texts), inBytes);
        }
        var shape = new ArrayList<Integer>();
        shape.add(rows.size());
        shape.addAll(signature.outputShapes().getOrDefault(output.name(), List.of()));
        return new InferAnswer.Tensor(output.name(), shape, new TensorContent.Numbers(joined(rows)), inBytes);
    }

    /** The largest values as Triton writes them: value, index and, where the values are one a label, the label. */
    private Stream<String> largest(float[] row, int count) {
        boolean isLabelled = row.length == signature.labels().size();
        return IntStream.range(0, row.length)
                .boxed()
                .sorted(Comparator.comparing((Integer index) -> row[index]).reversed())
                .limit(count)
                .map(index -> String.format(Locale.ROOT, "%f:%d", row[index], index)
                        + (isLabelled ? ":" + signature.labels().get(index) : ""));
    }

    private static float[] joined(List<float[]> rows) {
        float[] all = new float[rows.stream().mapToInt(row -> row.length).sum()];
        int at = 0;
        for (float[] row : rows) {
            System.arraycopy(row, 0, all, at, row.length);
            at += row.length;
        }
        return all;
    }

    private static void requireNumbers(String output, float[] row) {
        for (float value : row) {
            if (!Float.isFinite(value)) {
                throw JsonCursor.bad("the model answers " + value + " in output '" + output
                        + "' for this input, which must be from 0 to 1 to get numbers");
            }
        }
    }
}
