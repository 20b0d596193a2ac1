package dev.fieldmark.jobs.gpu;

/**
 * A GPU of this machine.
 *
 * @param index by which the driver, and Flink after it, calls it
 * @param uuid its own, whatever it is called
 * @param name of its model, e.g. {@code NVIDIA A100-SXM4-40GB}
 * @param capability NVIDIA's version of what it can do, e.g. 8.0
 */
public record Gpu(int index, String uuid, String name, String capability) {
    /** The oldest of the kernels in nd4j-cuda-11.6 are for 3.7; those for 8.6 run on 8.9 too; code for others is not in it. */
    private static final DottedVersion OLDEST = DottedVersion.parse("3.7", "");

    private static final DottedVersion NEWEST = DottedVersion.parse("8.9", "");

    /** @throws GpuException where no kernel that we have runs on it */
    void requireKernels() {
        DottedVersion has = DottedVersion.parse(capability, this + "'s compute capability");
        if (has.compareTo(OLDEST) < 0 || has.compareTo(NEWEST) > 0) {
            throw new GpuException(this + " has compute capability " + has + " but must have " + OLDEST + " to "
                    + NEWEST + ", for which nd4j-cuda-11.6 has kernels");
        }
    }

    @Override
    public String toString() {
        return "GPU " + index + " (" + name + ")";
    }
}
