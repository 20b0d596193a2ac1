package dev.fieldmark.jobs.train.dl4j;

import java.net.URL;
import java.net.URLClassLoader;
import org.deeplearning4j.config.DL4JClassLoading;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.common.config.ND4JClassLoading;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * ND4J's native side, made ready: the library that fits the CPU, with oneDNN's layer helpers on. Call {@link #load}
 * before ND4J or DL4J is touched anywhere in the process; what was loaded once stays.
 */
public final class NativeBackend {
    private NativeBackend() {}

    /** Loads the natives on the first call; later calls do nothing. Returns the kind of CPU that they are for. */
    public static CpuKind load() {
        return Loaded.KIND;
    }

    /** Sets how many OpenMP threads the calling thread's nets use from here on. */
    static void useThreads(int threads) {
        load();
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
    }

    private static final class Loaded {
        static final CpuKind KIND = load();

        private Loaded() {}

        private static CpuKind load() {
            CpuKind kind = CpuKind.ofThisMachine();
            setUnlessGiven("org.bytedeco.javacpp.platform.extension", kind.extension());
            setUnlessGiven("org.eclipse.deeplearning4j.helpers.disable", "false");
            ND4JClassLoading.setNd4jClassloaderFromClass(Nd4j.class);
            DL4JClassLoading.setDl4jClassloader(withOurShim());
            // one number for the whole process, and trainings may want different ones: see DenseOnce
            Nd4j.factory().blas().setMaxThreads(1);
            return kind;
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
