package org.nd4j.nativeblas;

/**
 * The class that DL4J 1.0.0-M2.1 looks for before it lets its oneDNN layer helpers run: {@code BaseMKLDNNHelper} asks
 * {@code org.nd4j.nativeblas.Nd4jCpu$Environment.isUseMKLDNN} by reflection, but this version of ND4J moved that to
 * {@code org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu$Environment.isUseONEDNN}. Without it every layer falls back
 * to im2col, a third of the speed, and says nothing. It passes the question on to where it is answered now.
 */
public final class Nd4jCpu {
    private Nd4jCpu() {}

    /** By the name and the methods that DL4J looks for. */
    public static final class Environment {
        private static final Environment INSTANCE = new Environment();

        private Environment() {}

        public static Environment getInstance() {
            return INSTANCE;
        }

        /** Whether the natives that were loaded are built with oneDNN (once MKL-DNN). */
        public boolean isUseMKLDNN() {
            return org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu.Environment.getInstance()
                    .isUseONEDNN();
        }
    }
}
