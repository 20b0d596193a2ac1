package dev.fieldmark.jobs.spec;

import dev.fieldmark.jobs.train.KeypointGroup;
import dev.fieldmark.jobs.train.Rows;

/** How many faces the nets of a search train on: what turns images into epochs. */
@FunctionalInterface
public interface FaceCount {
    /** Before the dataset is known: enough to check a spec, and wrong where it gives its epochs in images. */
    FaceCount UNKNOWN = (specialist, rows, points) -> 1;

    /** @param specialist its name; empty where the spec has none */
    int of(String specialist, Rows rows, KeypointGroup points);
}
