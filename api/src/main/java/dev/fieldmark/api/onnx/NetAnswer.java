package dev.fieldmark.api.onnx;

import dev.fieldmark.store.Signature;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A net's answer for one picture.
 *
 * @param values of a net for keypoints x and y of each label, in pixels of the net's own picture; of one for species the
 *     probability of each label
 * @param radii90 of each label, in those pixels, where the graph has them
 * @param score how much the photo looks like any of the labels, where the graph says so
 */
@SuppressWarnings("ArrayRecordComponent") // made, read and dropped; never compared
public record NetAnswer(float[] values, Optional<float[]> radii90, Optional<Float> score) {
    /** By the names of the graph's outputs. */
    public Map<String, float[]> byOutput(Signature signature) {
        var outputs = new HashMap<String, float[]>();
        outputs.put(signature.output(), values);
        signature.radiusOutput().ifPresent(name -> outputs.put(name, radii90.orElseThrow()));
        signature.scoreOutput().ifPresent(name -> outputs.put(name, new float[] {score.orElseThrow()}));
        return outputs;
    }
}
