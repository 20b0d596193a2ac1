package dev.fieldmark.jobs.train.dl4j;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.common.util.ArrayUtil;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The planes of an array [n, channels, height, width] that lies row by row, to and from Java's memory. */
final class Planes {
    private Planes() {}

    /** The array itself, or a copy that lies row by row. */
    static INDArray rowMajor(INDArray array) {
        boolean dense =
                array.ordering() == 'c' && Arrays.equals(array.stride(), ArrayUtil.calcStrides(array.shape(), 'c'));
        return dense ? array : array.dup('c');
    }

    /** Number of planes. */
    static int count(INDArray array) {
        return Math.toIntExact(array.size(0) * array.size(1));
    }

    /** Numbers in a plane. */
    static int size(INDArray array) {
        return Math.toIntExact(array.size(2) * array.size(3));
    }

    static void read(INDArray array, int plane, float[] values) {
        pointer(array, plane, values).get(values);
    }

    static void write(float[] values, INDArray array, int plane) {
        pointer(array, plane, values).put(values);
    }

    private static FloatPointer pointer(INDArray array, int plane, float[] values) {
        return new FloatPointer(array.data().addressPointer()).position((long) plane * values.length);
    }
}
