package dev.fieldmark.jobs.train.dl4j;

import dev.fieldmark.jobs.gpu.CudaDevices;
import dev.fieldmark.jobs.gpu.GpuException;
import dev.fieldmark.jobs.gpu.NvidiaDriver;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Optional;
import org.deeplearning4j.config.DL4JClassLoading;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.common.config.ND4JClassLoading;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * ND4J's native side, made ready: the library that fits the CPU, with oneDNN's layer helpers on; or in a build for GPUs, on a
 * machine whose GPUs will do, CUDA's. Call {@link #load} before ND4J or DL4J is touched anywhere in the process; what was
 * loaded once stays.
 */
public final class NativeBackend {
    private NativeBackend() {}

    /**
     * What was loaded.
     *
     * @param gpus empty where the CPU computes
     * @param noGpu why, in a build for GPUs
     */
    private record Loaded(CpuKind cpu, Optional<CudaDevices> gpus, Optional<String> noGpu) {}

    /** Loads the natives on the first call; later calls do nothing. Returns the kind of CPU that they are for. */
    public static CpuKind load() {
        return Once.LOADED.cpu;
    }

    /**
     * The GPUs that nets are trained on; empty where this build trains on the CPU.
     *
     * @throws GpuException where it trains on GPUs, and there is none that will do
     */
    static Optional<CudaDevices> gpus() {
        Once.LOADED.noGpu.ifPresent(why -> {
            throw new GpuException(why);
        });
        return Once.LOADED.gpus;
    }

    /** What computes in this process, by the name of its artifact. */
    static String name() {
        Loaded loaded = Once.LOADED;
        return loaded.gpus.isPresent() ? "nd4j-cuda-11.6" : "nd4j-native" + loaded.cpu.extension();
    }

    /** Sets how many OpenMP threads the calling thread's nets use from here on. */
    static void useThreads(int threads) {
        load();
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
    }

    private static final class Once {
        static final Loaded LOADED = load();

        private Once() {}

        private static Loaded load() {
            CpuKind cpu = CpuKind.ofThisMachine();
            ClassLoader classes = Nd4j.class.getClassLoader();
            if (!OneBackend.isThere(OneBackend.GPU, classes)) {
                loadForCpu(cpu, classes);
                return new Loaded(cpu, Optional.empty(), Optional.empty());
            }
            try {
                CudaDevices gpus = CudaDevices.of(
                        NvidiaDriver.ofThisMachine().gpus(),
                        Optional.ofNullable(System.getenv("CUDA_VISIBLE_DEVICES")));
                loadForGpus(new OneBackend(classes, OneBackend.GPU));
                return new Loaded(cpu, Optional.of(gpus), Optional.empty());
            } catch (GpuException e) {
                // a job manager, and whoever does not train, needs none
                loadForCpu(cpu, new OneBackend(classes, OneBackend.CPU));
                return new Loaded(cpu, Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
            }
        }

        private static void loadForCpu(CpuKind cpu, ClassLoader nd4j) {
            setUnlessGiven("org.bytedeco.javacpp.platform.extension", cpu.extension());
            setUnlessGiven("org.eclipse.deeplearning4j.helpers.disable", "false");
            ND4JClassLoading.setNd4jClassloader(nd4j);
            DL4JClassLoading.setDl4jClassloader(withOurShim());
            // one number for the whole process, and trainings may want different ones: see DenseOnce
            Nd4j.factory().blas().setMaxThreads(1);
        }

        private static void loadForGpus(ClassLoader nd4j) {
            ND4JClassLoading.setNd4jClassloader(nd4j);
            DL4JClassLoading.setDl4jClassloader(MultiLayerNetwork.class.getClassLoader());
            Nd4j.factory();
        }

        private static void setUnlessGiven(String property, String value) {
            System.setProperty(property, System.getProperty(property, value));
        }

        /**
         * DL4J looks its helpers up by name through the context class loader of whoever came first. In a cluster that
         * is the loader of a job, closed when the job ends: the next job's nets would fail. So: DL4J's own loader, and
         * beside it the one class of ours that it looks for, {@link org.nd4j.nativeblas.Nd4jCpu}.
         */
        private static ClassLoader withOurShim() {
            URL ours = NativeBackend.class.getProtectionDomain().getCodeSource().getLocation();
            return new URLClassLoader(new URL[] {ours}, MultiLayerNetwork.class.getClassLoader());
        }
    }
}
