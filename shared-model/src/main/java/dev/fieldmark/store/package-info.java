/**
 * The versioned model store: {@code <store>/<model>/v000007/{manifest.json, model.onnx, ...}}, aliases beside the
 * versions. A reader never sees half a version; every file is checked against the manifest's sha256 when it is read. In
 * a folder ({@code DirectoryModelStore}) or, by the requests of {@code store.s3}, in a bucket ({@code ObjectModelStore}).
 */
@NullMarked
package dev.fieldmark.store;

import org.jspecify.annotations.NullMarked;
