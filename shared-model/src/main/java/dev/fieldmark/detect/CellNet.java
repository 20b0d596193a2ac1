package dev.fieldmark.detect;

/** A detector's net, whoever runs it. */
@FunctionalInterface
public interface CellNet {
    /**
     * What it says of each cell of a picture.
     *
     * @param picture greys / 255, shape [height, width]
     * @param widthPixels a multiple of {@link Cells#STEP}, as is the height
     * @return shape [4, height / 4, width / 4], in the order of {@link Cells#OUTPUTS}
     */
    float[] cells(float[] picture, int widthPixels, int heightPixels);
}
