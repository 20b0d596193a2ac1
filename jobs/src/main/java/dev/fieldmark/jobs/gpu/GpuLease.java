package dev.fieldmark.jobs.gpu;

import java.util.List;

/**
 * A GPU to itself, until it is closed. Every slot of a task manager sees all of its GPUs, and a training that was called off
 * goes on to the end of its epoch: who comes next waits. What is leased is known to the whole JVM, not only to the classes of
 * one job, which have a class loader of their own: it stands in the system properties.
 */
public record GpuLease(CudaDevice device) implements AutoCloseable {
    private static final String PROPERTY = "dev.fieldmark.gpu.leased.";
    private static final long LOOK_AGAIN_MILLIS = 50;

    /** The first of these that is free, or will be. */
    public static GpuLease take(List<CudaDevice> devices) throws InterruptedException {
        while (true) {
            for (CudaDevice device : devices) {
                String holder = Thread.currentThread().getName();
                if (System.getProperties().putIfAbsent(property(device), holder) == null) {
                    return new GpuLease(device);
                }
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    private static String property(CudaDevice device) {
        return PROPERTY + device.gpu().uuid();
    }

    @Override
    public void close() {
        System.clearProperty(property(device));
    }
}
