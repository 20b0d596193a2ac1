package dev.fieldmark.jobs.train.dl4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Which of ND4J's native libraries a CPU can run, best first. */
public enum CpuKind {
    AVX512("-onednn-avx512", Set.of("avx512f", "avx512bw", "avx512dq", "avx512vl")),
    AVX2("-onednn-avx2", Set.of("avx2", "fma")),
    PLAIN("", Set.of());

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private final String extension;
    private final Set<String> needed;

    CpuKind(String extension, Set<String> needed) {
        this.extension = extension;
        this.needed = needed;
    }

    /** What this machine's CPU is; PLAIN where the system does not tell. */
    static CpuKind ofThisMachine() {
        try {
            return of(Files.readAllLines(CPU_INFO));
        } catch (IOException e) {
            return PLAIN;
        }
    }

    /** From the lines of {@code /proc/cpuinfo}. */
    static CpuKind of(List<String> cpuInfo) {
        Set<String> flags = cpuInfo.stream()
                .filter(line -> line.startsWith("flags"))
                .findFirst()
                .map(line -> Set.copyOf(Arrays.asList(
                        line.substring(line.indexOf(':') + 1).strip().split("\\s+"))))
                .orElse(Set.of());
        return Arrays.stream(values())
                .filter(kind -> flags.containsAll(kind.needed))
                .findFirst()
                .orElse(PLAIN);
    }

    /** The model of a CPU, from the lines of {@code /proc/cpuinfo}. */
    static String model(List<String> cpuInfo) {
        return cpuInfo.stream()
                .filter(line -> line.startsWith("model name"))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .orElse("a CPU that does not tell its model");
    }

    /** The model of this machine's CPU. */
    static String modelOfThisMachine() {
        try {
            return model(Files.readAllLines(CPU_INFO));
        } catch (IOException e) {
            return model(List.of());
        }
    }

    /** The end of the classifier of the {@code nd4j-native} jar, which JavaCPP calls the platform's extension. */
    String extension() {
        return extension;
    }
}
