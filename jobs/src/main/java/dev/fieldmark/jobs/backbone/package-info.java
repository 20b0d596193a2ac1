/**
 * A feature extractor that the user brings: what a spec says of it, and what it said of the photos of a dataset, kept on
 * disk. No ONNX here: {@code jobs.onnx} runs it and joins it with a head.
 *
 * <p>What it said lies in the dataset's own folder, so that it goes when the photos change:
 *
 * <ul>
 *   <li>{@code features/<key>/features.json}, the {@link FeatureManifest}, with the sha256 of every file;
 *   <li>{@code features-00000.bin} and so on, for each shard of photos one {@link FeatureShard}: 32-bit floats, little
 *       endian, of each photo those of the photo itself, then those of its mirror image;
 *   <li>{@code backbone.onnx}, the user's file, or what was made of it where it was Keras', so that a study goes on, and publishes, when the original is gone.
 * </ul>
 */
@NullMarked
package dev.fieldmark.jobs.backbone;

import org.jspecify.annotations.NullMarked;
