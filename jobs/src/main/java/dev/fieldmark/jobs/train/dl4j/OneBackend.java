package dev.fieldmark.jobs.train.dl4j;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * Shows ND4J one of the two backends that a build for GPUs has on its class path. Left alone, ND4J takes the GPU's wherever
 * CUDA can be loaded, though no kernel may run there; but for an environment variable it can't be told.
 */
final class OneBackend extends ClassLoader {
    static final String CPU = "org.nd4j.linalg.cpu.nativecpu.CpuBackend";
    static final String GPU = "org.nd4j.linalg.jcublas.JCublasBackend";

    private static final String SERVICE = "META-INF/services/org.nd4j.linalg.factory.Nd4jBackend";

    private final String backend;

    /** @param backend the name of its class */
    OneBackend(ClassLoader parent, String backend) {
        super(parent);
        this.backend = backend;
    }

    /** Whether the backend is on the class path at all. */
    static boolean isThere(String backend, ClassLoader loader) {
        return loader.getResource(backend.replace('.', '/') + ".class") != null;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        Enumeration<URL> all = super.getResources(name);
        return name.equals(SERVICE) ? naming(all) : all;
    }

    private Enumeration<URL> naming(Enumeration<URL> services) throws IOException {
        List<URL> naming = new ArrayList<>();
        for (URL service : Collections.list(services)) {
            try (InputStream text = service.openStream()) {
                if (new String(text.readAllBytes(), StandardCharsets.UTF_8).contains(backend)) {
                    naming.add(service);
                }
            }
        }
        return Collections.enumeration(naming);
    }
}
