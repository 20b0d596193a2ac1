package dev.fieldmark.jobs.sample;

import dev.fieldmark.jobs.data.FaceSet;

/** How large a picture is, in pixels. */
record Frame(int width, int height) {
    /** Kaggle's. */
    static final Frame FACE = new Frame(FaceSet.SIDE, FaceSet.SIDE);

    int pixels() {
        return width * height;
    }
}
