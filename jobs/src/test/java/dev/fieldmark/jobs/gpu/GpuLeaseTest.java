package dev.fieldmark.jobs.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class GpuLeaseTest {
    private static CudaDevice device(int number) {
        return new CudaDevice(number, new Gpu(number, "GPU-test-" + number, "", "8.0"));
    }

    @Test
    void eachTakesAnotherAndGivesItBack() throws Exception {
        List<CudaDevice> devices = List.of(device(0), device(1));
        try (GpuLease first = GpuLease.take(devices);
                GpuLease second = GpuLease.take(devices)) {
            assertThat(List.of(first.device(), second.device())).isEqualTo(devices);
        }
        try (GpuLease again = GpuLease.take(devices)) {
            assertThat(again.device()).isEqualTo(device(0));
        }
    }

    @Test
    void whoComesWhenAllAreTakenWaits() throws Exception {
        var executor = Executors.newSingleThreadExecutor();
        GpuLease first = GpuLease.take(List.of(device(0)));
        var second = executor.submit(() -> GpuLease.take(List.of(device(0))));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> second.get(300, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);

        first.close();

        second.get(10, TimeUnit.SECONDS).close();
        executor.shutdown();
    }

    @Test
    void noTwoEverHaveTheSame() throws Exception {
        List<CudaDevice> devices = List.of(device(0), device(1), device(2));
        Set<CudaDevice> held = ConcurrentHashMap.newKeySet();
        Callable<Boolean> trainer = () -> {
            boolean alone = true;
            for (int i = 0; i < 50; i++) {
                try (GpuLease lease = GpuLease.take(devices)) {
                    alone &= held.add(lease.device());
                    held.remove(lease.device());
                }
            }
            return alone;
        };
        var executor = Executors.newFixedThreadPool(3);
        for (var result :
                executor.invokeAll(IntStream.range(0, 3).mapToObj(i -> trainer).toList())) {
            assertThat(result.get()).isTrue();
        }
        executor.shutdown();
    }

    /** As the classes of each job that is submitted are. */
    @Test
    void aLeaseHoldsForClassesOfAnotherLoaderToo() throws Exception {
        URL ours = GpuLease.class.getProtectionDomain().getCodeSource().getLocation();
        try (GpuLease lease = GpuLease.take(List.of(device(0)));
                var loader = new URLClassLoader(new URL[] {ours}, ClassLoader.getPlatformClassLoader())) {
            Class<?> gpu = loader.loadClass(Gpu.class.getName());
            Class<?> device = loader.loadClass(CudaDevice.class.getName());
            Object free = device(1, gpu, device);
            Object taken = device(0, gpu, device);
            var other = (AutoCloseable) loader.loadClass(GpuLease.class.getName())
                    .getMethod("take", List.class)
                    .invoke(null, List.of(taken, free));
            assertThat(other).asString().contains("GPU 1").doesNotContain("GPU 0");
            assertThat(lease.device()).isEqualTo(device(0));
            other.close();
        }
    }

    private static Object device(int number, Class<?> gpu, Class<?> device) throws Exception {
        Object other = gpu.getConstructor(int.class, String.class, String.class, String.class)
                .newInstance(number, "GPU-test-" + number, "", "8.0");
        return device.getConstructor(int.class, gpu).newInstance(number, other);
    }
}
