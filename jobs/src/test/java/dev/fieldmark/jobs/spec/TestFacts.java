package dev.fieldmark.jobs.spec;

import dev.fieldmark.jobs.backbone.Backbone;
import dev.fieldmark.jobs.backbone.BackboneException;
import dev.fieldmark.jobs.train.KeypointGroup;
import dev.fieldmark.jobs.train.Rows;
import dev.fieldmark.jobs.train.Subject;
import java.util.function.ToIntFunction;

/** What a spec may ask of a dataset. */
final class TestFacts {
    private TestFacts() {}

    /** Faces as counted here; photos of ten species, 64 pixels a side. */
    static DatasetFacts pictures(ToIntFunction<Rows> count) {
        return new DatasetFacts() {
            @Override
            public int pictures(String specialist, Rows rows, KeypointGroup points) {
                return count.applyAsInt(rows);
            }

            @Override
            public Subject.Photos photos() {
                return new Subject.Photos(64, 10);
            }

            @Override
            public Subject.Features features(Backbone backbone) throws BackboneException {
                if (backbone.file().equals("other.onnx")) {
                    throw new BackboneException("sha256 was 0 but must be that of other.onnx, 1");
                }
                return new Subject.Features(photos(), backbone, 100);
            }
        };
    }
}
