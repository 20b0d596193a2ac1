package dev.fieldmark.jobs.onnx;

import java.util.Optional;

/**
 * A graph's answers, in pixels of each face's 96 x 96 picture.
 *
 * @param keypoints thirty coordinates a face
 * @param radii90 fifteen radii a face, of the circle in which the true point lies with a probability of 90%; empty where
 *     the graph has none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Answers(float[][] keypoints, Optional<float[][]> radii90) {}
