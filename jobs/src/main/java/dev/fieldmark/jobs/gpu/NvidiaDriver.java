package dev.fieldmark.jobs.gpu;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What NVIDIA's driver says of the machine's GPUs, through its own command.
 *
 * @param command {@code nvidia-smi}, or what stands in for it
 */
public record NvidiaDriver(String command) {
    /** The driver that CUDA 11.6 came with. */
    private static final DottedVersion OLDEST = DottedVersion.parse("510.39.01", "");

    private static final long PATIENCE_SECONDS = 60;

    public static NvidiaDriver ofThisMachine() {
        return new NvidiaDriver("nvidia-smi");
    }

    /**
     * All GPUs, by their index.
     *
     * @throws GpuException where there is none, or no driver, or one that is too old
     */
    public List<Gpu> gpus() {
        for (String version : ask("driver_version")) {
            if (DottedVersion.parse(version, "the version of NVIDIA's driver").compareTo(OLDEST) < 0) {
                throw new GpuException(
                        "NVIDIA's driver was " + version + " but must be >= " + OLDEST + ", as CUDA 11.6 needs it");
            }
        }
        return ask("index,uuid,compute_cap,name").stream()
                .map(NvidiaDriver::gpu)
                .toList();
    }

    private static Gpu gpu(String line) {
        String[] fields = line.split(", *", 4);
        if (fields.length != 4 || !fields[0].matches("\\d{1,4}")) {
            throw new GpuException(
                    "nvidia-smi said '" + line + "' but must say index, UUID, compute capability and name");
        }
        return new Gpu(Integer.parseInt(fields[0]), fields[1], fields[3], fields[2]);
    }

    /** A line a GPU. */
    private List<String> ask(String fields) {
        try {
            Process process = new ProcessBuilder(command, "--query-gpu=" + fields, "--format=csv,noheader")
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw none(command + " did not end");
            }
            List<String> lines = output.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            if (process.exitValue() != 0 || lines.isEmpty()) {
                throw none(command + " ended with " + process.exitValue()
                        + (lines.isEmpty() ? " and named none" : ": " + lines.get(0)));
            }
            return lines;
        } catch (IOException e) {
            throw none(command + ", which comes with NVIDIA's driver, can't be run");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw none(command + " was interrupted");
        }
    }

    private static GpuException none(String why) {
        return new GpuException("this build trains on a GPU but none was found: " + why);
    }
}
