package dev.fieldmark.jobs.scenes;

import dev.fieldmark.image.GreyPicture;
import dev.fieldmark.image.SquarePhoto;
import dev.fieldmark.jobs.data.BadDataException;
import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.data.PreparedDataset;
import dev.fieldmark.jobs.data.Side;
import dev.fieldmark.jobs.photos.Negatives;
import dev.fieldmark.jobs.photos.PhotoDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that {@code prepare --kind detector} wrote.
 *
 * @param faces cut out as the keypoint net sees them
 * @param negatives photos without faces
 */
public record DetectorDataset(DetectorManifest manifest, PreparedDataset faces, PhotoDataset negatives) {
    /**
     * Opens a prepared dataset and checks every byte of it.
     *
     * @throws BadDataException names the file, what it was and what it must be
     */
    public static DetectorDataset open(Path folder) throws IOException {
        DetectorManifest manifest = DetectorManifest.read(folder);
        var dataset = new DetectorDataset(
                manifest,
                PreparedDataset.open(folder.resolve(DetectorManifest.FACES)),
                PhotoDataset.open(folder.resolve(DetectorManifest.NEGATIVES)));
        String found = DetectorManifest.of(dataset.faces.manifest(), dataset.negatives.manifest())
                .contentHash();
        if (!found.equals(manifest.contentHash())) {
            throw new BadDataException(folder + ": content hash of the parts was " + found + " but must be "
                    + manifest.contentHash() + " (dataset.json)");
        }
        return dataset;
    }

    /**
     * What scenes are made of on one side of the split.
     *
     * @param validationFraction share of the people, and of the photos, that validates, 0 < f < 1
     */
    public SceneParts parts(Side side, double validationFraction) throws IOException {
        FaceSet known = faces.faces(side, validationFraction);
        Negatives without = negatives.negatives(side, validationFraction);
        return new SceneParts(
                known,
                Stream.of(without.pixels())
                        .map(pixels -> new SquarePhoto(without.sidePixels(), pixels).greys())
                        .toList());
    }

    /**
     * What scenes are made of.
     *
     * @param backgrounds photos without faces
     */
    public record SceneParts(FaceSet faces, List<GreyPicture> backgrounds) {
        public SceneParts {
            backgrounds = List.copyOf(backgrounds);
        }

        /** Whether there is anything to make scenes of. */
        public boolean isEmpty() {
            return faces.size() == 0 || backgrounds.isEmpty();
        }

        /** One face, {@value FaceSet#SIDE} pixels a side. */
        GreyPicture face(int place) {
            byte[] greys = new byte[FaceSet.PIXELS];
            System.arraycopy(faces.greys(), place * FaceSet.PIXELS, greys, 0, FaceSet.PIXELS);
            return new GreyPicture(FaceSet.SIDE, FaceSet.SIDE, greys);
        }
    }
}
