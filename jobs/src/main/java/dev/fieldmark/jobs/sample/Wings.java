package dev.fieldmark.jobs.sample;

/** Shapes of wings that several species have. */
final class Wings {
    static final WingShape ROUND_FORE =
            WingShape.of(0, 22, 0.16, 38, 0.55, 50, 0.86, 58, 0.98, 66, 0.99, 80, 0.88, 95, 0.76, 106, 0.62, 116, 0.2);
    static final WingShape ROUND_HIND =
            WingShape.of(0, 64, 0.2, 78, 0.66, 95, 0.76, 115, 0.8, 135, 0.78, 152, 0.7, 166, 0.58, 178, 0.3);
    static final WingShape HOOKED_FORE = WingShape.of(
            0, 20, 0.2, 36, 0.62, 47, 0.96, 54, 1.06, 60, 1.04, 68, 0.88, 80, 0.8, 95, 0.74, 106, 0.6, 116, 0.2);
    static final WingShape SCALLOPED_HIND =
            WingShape.of(7, 62, 0.2, 76, 0.66, 95, 0.78, 115, 0.81, 138, 0.83, 156, 0.74, 168, 0.6, 180, 0.3);
    static final WingShape LONG_FORE =
            WingShape.of(0, 34, 0.2, 48, 0.72, 57, 1.08, 63, 1.2, 70, 1.17, 80, 0.9, 92, 0.68, 106, 0.5, 118, 0.2);
    static final WingShape LONG_HIND =
            WingShape.of(0, 68, 0.2, 80, 0.66, 96, 0.72, 114, 0.66, 134, 0.58, 154, 0.5, 178, 0.25);
    static final WingShape TRIANGLE_FORE =
            WingShape.of(0, 24, 0.2, 38, 0.66, 48, 1.0, 54, 1.1, 61, 1.06, 76, 0.86, 92, 0.74, 106, 0.62, 118, 0.2);
    static final WingShape TAILED_HIND = WingShape.of(
            0, 64, 0.2, 80, 0.6, 100, 0.68, 120, 0.74, 138, 0.78, 146, 0.82, 150, 1.0, 153, 1.18, 156.5, 1.16, 159, 0.9,
            162, 0.76, 170, 0.66, 180, 0.3);

    private Wings() {}
}
