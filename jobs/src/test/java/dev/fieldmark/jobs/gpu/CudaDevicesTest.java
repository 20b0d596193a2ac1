package dev.fieldmark.jobs.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CudaDevicesTest {
    private static final Gpu A100 = new Gpu(0, "GPU-a1b2", "NVIDIA A100", "8.0");
    private static final Gpu T4 = new Gpu(1, "GPU-c3d4", "Tesla T4", "7.5");
    private static final Gpu L4 = new Gpu(2, "GPU-e5f6", "NVIDIA L4", "8.9");
    private static final List<Gpu> INSTALLED = List.of(A100, T4, L4);

    private static List<Gpu> visible(String names) {
        return CudaDevices.of(INSTALLED, Optional.of(names)).devices().stream()
                .map(CudaDevice::gpu)
                .toList();
    }

    @Test
    void cudaCountsWhatIsVisible() {
        assertThat(CudaDevices.of(INSTALLED, Optional.empty()).devices())
                .containsExactly(new CudaDevice(0, A100), new CudaDevice(1, T4), new CudaDevice(2, L4));
        assertThat(CudaDevices.of(INSTALLED, Optional.of("2,0")).devices())
                .containsExactly(new CudaDevice(0, L4), new CudaDevice(1, A100));
        assertThat(visible("GPU-c3, 0")).containsExactly(T4, A100);
        assertThat(visible("1,7,0")).containsExactly(T4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "7", "MIG-1"})
    void nothingVisibleIsRefused(String names) {
        assertThatThrownBy(() -> visible(names))
                .isInstanceOf(GpuException.class)
                .hasMessage("this build trains on a GPU but CUDA_VISIBLE_DEVICES hides all");
    }

    @ParameterizedTest
    @CsvSource({"3.5, Tesla K40", "9.0, NVIDIA H100", "10.0, NVIDIA B200", "12.0, RTX 5090"})
    void aGpuWithoutKernelsIsRefusedByName(String capability, String name) {
        Gpu gpu = new Gpu(3, "GPU-x", name, capability);
        assertThatThrownBy(() -> CudaDevices.of(List.of(A100, gpu), Optional.empty()))
                .isInstanceOf(GpuException.class)
                .hasMessage("GPU 3 (" + name + ") has compute capability " + capability
                        + " but must have 3.7 to 8.9, for which nd4j-cuda-11.6 has kernels");
        assertThatCode(() -> CudaDevices.of(List.of(A100, gpu), Optional.of("0")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.7", "5.0", "7.5", "8.0", "8.6", "8.9"})
    void keplerToAdaWillDo(String capability) {
        assertThatCode(() -> CudaDevices.of(List.of(new Gpu(0, "GPU-x", "", capability)), Optional.empty()))
                .doesNotThrowAnyException();
    }

    @Test
    void aSlotTakesWhatFlinkNames() {
        CudaDevices devices = CudaDevices.of(INSTALLED, Optional.of("2,0,1"));
        assertThat(devices.of(new GpuShare(Set.of("1", "2"), 2)))
                .containsExactly(new CudaDevice(0, L4), new CudaDevice(2, T4));
        assertThat(devices.of(new GpuShare(Set.of(), 3))).hasSize(3);
    }

    @Test
    void moreSlotsThanGpusAreRefusedForOneWouldWaitForEver() {
        CudaDevices devices = CudaDevices.of(INSTALLED, Optional.of("0,1"));
        assertThatThrownBy(() -> devices.of(new GpuShare(Set.of(), 3)))
                .hasMessage("a task manager's slots were 3 but must be <= 2: each takes a GPU, and it has GPU 0 (NVIDIA"
                        + " A100), GPU 1 (Tesla T4)");
        assertThatThrownBy(() -> devices.of(new GpuShare(Set.of("0"), 2)))
                .hasMessageContaining("must be <= 1")
                .hasMessageEndingWith("it has GPU 0 (NVIDIA A100)");
        assertThatThrownBy(() -> devices.of(new GpuShare(Set.of("2"), 1)))
                .hasMessage("Flink gives GPU 2 but CUDA shows GPU 0 (NVIDIA A100), GPU 1 (Tesla T4) only");
    }
}
