package dev.fieldmark.jobs.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.nativeblas.Nd4jCpu;

class CpuKindTest {
    @Test
    void theModelIsWhatTheCpuSays() {
        assertThat(CpuKind.model(List.of("flags\t: fpu", "model name\t: Xeon 8375C", "model name\t: Xeon 8375C")))
                .isEqualTo("Xeon 8375C");
        assertThat(CpuKind.model(List.of("Features : asimd"))).isEqualTo("a CPU that does not tell its model");
    }

    @Test
    void readsTheFlags() {
        assertThat(CpuKind.of(List.of("model name\t: A", "flags\t\t: fpu avx avx2 fma bmi2")))
                .isEqualTo(CpuKind.AVX2);
        assertThat(CpuKind.of(List.of("flags : avx2 fma avx512f avx512bw avx512dq avx512vl")))
                .isEqualTo(CpuKind.AVX512);
    }

    @Test
    void doesNotTakeTheFirstAvx512ForEnough() {
        assertThat(CpuKind.of(List.of("flags : avx2 fma avx512f avx512cd"))).isEqualTo(CpuKind.AVX2);
    }

    @Test
    void anythingElseIsPlain() {
        assertThat(CpuKind.of(List.of("Features : asimd"))).isEqualTo(CpuKind.PLAIN);
        assertThat(CpuKind.of(List.of("flags : sse2 avx"))).isEqualTo(CpuKind.PLAIN);
    }

    @Test
    void theLibraryOfThisMachinesKindIsTheOneThatWasLoaded() {
        CpuKind kind = NativeBackend.load();

        assertThat(System.getProperty("org.bytedeco.javacpp.platform.extension"))
                .isEqualTo(kind.extension());
        assertThat(Nd4jCpu.Environment.getInstance().isUseMKLDNN()).isEqualTo(kind != CpuKind.PLAIN);
    }
}
