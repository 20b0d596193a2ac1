package dev.fieldmark.jobs.gpu;

/**
 * A GPU that CUDA shows to this process.
 *
 * @param ordinal by which CUDA calls it
 */
public record CudaDevice(int ordinal, Gpu gpu) {}
