package dev.fieldmark.jobs.gpu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The GPUs that CUDA shows to this process, in its order; on each of them our kernels run. */
public record CudaDevices(List<CudaDevice> devices) {
    public CudaDevices {
        devices = List.copyOf(devices);
        if (devices.isEmpty()) {
            throw new GpuException("this build trains on a GPU but CUDA_VISIBLE_DEVICES hides all");
        }
        devices.forEach(device -> device.gpu().requireKernels());
    }

    /**
     * Of what the driver knows, what CUDA shows, where it goes by the driver's order ({@code CUDA_DEVICE_ORDER=PCI_BUS_ID}).
     *
     * @param visible the variable CUDA_VISIBLE_DEVICES: indexes, or how UUIDs begin, with commas between them; all where it
     *     is not set
     */
    public static CudaDevices of(List<Gpu> installed, Optional<String> visible) {
        List<Gpu> shown = visible.map(names -> shown(installed, names)).orElse(installed);
        var devices = new ArrayList<CudaDevice>();
        for (Gpu gpu : shown) {
            devices.add(new CudaDevice(devices.size(), gpu));
        }
        return new CudaDevices(devices);
    }

    /** As CUDA does: up to the first name that is none. */
    private static List<Gpu> shown(List<Gpu> installed, String names) {
        var shown = new ArrayList<Gpu>();
        for (String name : names.split(",")) {
            Optional<Gpu> named =
                    installed.stream().filter(gpu -> isNamed(gpu, name.strip())).findFirst();
            if (named.isEmpty()) {
                break;
            }
            shown.add(named.get());
        }
        return shown;
    }

    private static boolean isNamed(Gpu gpu, String name) {
        return name.equals(String.valueOf(gpu.index()))
                || (name.startsWith("GPU-") && gpu.uuid().startsWith(name));
    }

    /**
     * Those that a slot may take.
     *
     * @throws GpuException where there are fewer than slots, so that one would wait for ever, or a GPU is named that there
     *     is not
     */
    public List<CudaDevice> of(GpuShare share) {
        for (String index : share.indexes()) {
            if (devices.stream().noneMatch(device -> isNamed(device.gpu(), index))) {
                throw new GpuException("Flink gives GPU " + index + " but CUDA shows " + names() + " only");
            }
        }
        List<CudaDevice> given = devices.stream()
                .filter(device -> share.indexes().isEmpty()
                        || share.indexes().stream().anyMatch(index -> isNamed(device.gpu(), index)))
                .toList();
        if (share.slots() > given.size()) {
            throw new GpuException("a task manager's slots were " + share.slots() + " but must be <= " + given.size()
                    + ": each takes a GPU, and it has " + names(given));
        }
        return given;
    }

    /** For people: {@code GPU 0 (NVIDIA A100-SXM4-40GB), GPU 1 (...)}. */
    public String names() {
        return names(devices);
    }

    /** Each model once: {@code NVIDIA A100-SXM4-40GB, Tesla T4}. */
    public String models() {
        return devices.stream().map(device -> device.gpu().name()).distinct().collect(Collectors.joining(", "));
    }

    private static String names(List<CudaDevice> devices) {
        return devices.stream().map(device -> device.gpu().toString()).collect(Collectors.joining(", "));
    }
}
