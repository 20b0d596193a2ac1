package dev.fieldmark.jobs.train;

import java.util.SplittableRandom;
import java.util.zip.Checksum;

/** Photos as a net sees them, some thousand numbers each. All methods write from {@code at} on. */
sealed interface Views permits PixelViews, FeatureViews {
    /** How many photos. */
    int size();

    /** As it is. */
    void plain(int photo, float[] to, int at);

    /** Its mirror image. */
    void mirrored(int photo, float[] to, int at);

    /** Changed by chance, as the recipe's augmentation has it. */
    void changed(int photo, float[] to, int at, SplittableRandom random);

    /** Takes all of them in. */
    void update(Checksum checksum);
}
