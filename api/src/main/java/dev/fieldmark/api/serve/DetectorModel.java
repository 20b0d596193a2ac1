package dev.fieldmark.api.serve;

import dev.fieldmark.api.onnx.DetectorNet;
import dev.fieldmark.detect.Cells;
import dev.fieldmark.detect.FaceSearch;
import dev.fieldmark.domain.FoundFace;
import dev.fieldmark.image.Photo;
import dev.fieldmark.store.ModelManifest;
import dev.fieldmark.store.Signature;
import dev.fieldmark.store.StoreException;
import java.util.List;
import java.util.Map;

/** Says where faces are in a photo. */
public final class DetectorModel implements ServedModel {
    private static final int PROVED_SIDE = 4 * Cells.STEP;

    private final ModelManifest manifest;
    private final DetectorNet net;
    private final FaceSearch search = new FaceSearch(FaceSearch.DEFAULT_SCORE);

    private DetectorModel(ModelManifest manifest, DetectorNet net) {
        this.manifest = manifest;
        this.net = net;
    }

    static DetectorModel load(ModelLoader loader, ModelManifest manifest) {
        requireCells(manifest.signature());
        return ModelLoader.proved(
                new DetectorModel(manifest, loader.detectorNet(manifest)), DetectorModel::requireCells);
    }

    @Override
    public ModelManifest manifest() {
        return manifest;
    }

    @Override
    public List<Map<String, float[]>> infer(List<float[]> pictures) {
        Signature signature = signature();
        return pictures.stream()
                .map(picture -> Map.of(
                        signature.output(), net.cells(picture, signature.widthPixels(), signature.heightPixels())))
                .toList();
    }

    /** The faces of a photo, the likeliest first; {@value FaceSearch#MOST_FACES} at most. */
    public List<FoundFace> faces(Photo photo) {
        return search.faces(photo.upright(), net);
    }

    @Override
    public void close() {
        net.close();
    }

    private void requireCells() {
        float[] cells = net.cells(new float[PROVED_SIDE * PROVED_SIDE], PROVED_SIDE, PROVED_SIDE);
        int wanted = Cells.OUTPUTS.size() * (PROVED_SIDE / Cells.PIXELS) * (PROVED_SIDE / Cells.PIXELS);
        if (cells.length != wanted) {
            throw new StoreException("graph answered " + cells.length + " numbers for a picture of " + PROVED_SIDE + "x"
                    + PROVED_SIDE + " but must answer " + wanted);
        }
        ModelLoader.requireFinite(cells);
    }

    private static void requireCells(Signature signature) {
        if (!signature.labels().equals(Cells.OUTPUTS)) {
            throw new StoreException("labels were " + signature.labels() + " but must be " + Cells.OUTPUTS);
        }
        if (signature.channels() != 1
                || signature.heightPixels() % Cells.STEP != 0
                || signature.widthPixels() % Cells.STEP != 0) {
            throw new StoreException("input was " + signature.channels() + "x" + signature.heightPixels() + "x"
                    + signature.widthPixels() + " but must be 1 and multiples of " + Cells.STEP);
        }
    }
}
