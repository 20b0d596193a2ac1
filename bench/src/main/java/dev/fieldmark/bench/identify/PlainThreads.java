package dev.fieldmark.bench.identify;

import dev.fieldmark.image.PhotoException;
import dev.fieldmark.image.SquarePhoto;
import dev.fieldmark.jobs.identify.Identifier;
import dev.fieldmark.jobs.onnx.SpeciesNet;
import dev.fieldmark.store.ModelDraft;
import dev.fieldmark.store.ModelReference;
import dev.fieldmark.store.ModelVersion;
import dev.fieldmark.store.StoreLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that each take the next photo, decode it and ask the graph.
 *
 * @param threads each with a graph of its own, as the stream's tasks have
 */
public record PlainThreads(StoreLocation store, ModelReference model, int threads) {
    /** What it takes them to answer all of these. */
    public Effort answer(List<Path> files) throws IOException, InterruptedException {
        List<SpeciesNet> nets = new ArrayList<>();
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            for (int i = 0; i < threads; i++) {
                nets.add(open());
            }
            var next = new AtomicInteger();
            List<Callable<Integer>> work = new ArrayList<>();
            for (SpeciesNet net : nets) {
                work.add(() -> answer(files, next, net));
            }
            Effort.Start start = Effort.start();
            for (Future<Integer> done : workers.invokeAll(work)) {
                done.get();
            }
            return start.end();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            workers.shutdownNow();
            nets.forEach(SpeciesNet::close);
        }
    }

    private SpeciesNet open() {
        var models = store.open();
        ModelVersion version = model.in(models);
        int threadsEach = Math.max(1, Runtime.getRuntime().availableProcessors() / threads);
        return SpeciesNet.open(
                models.read(model.model(), version, ModelDraft.ONNX),
                models.manifest(model.model(), version).signature(),
                threadsEach);
    }

    private static int answer(List<Path> files, AtomicInteger next, SpeciesNet net) throws IOException {
        int answered = 0;
        for (int i = next.getAndIncrement(); i < files.size(); i = next.getAndIncrement()) {
            try {
                byte[] bytes = Files.readAllBytes(files.get(i));
                net.answers(List.of(SquarePhoto.decode(bytes, Identifier.LIMITS, net.sidePixels())
                        .rgb()));
                answered++;
            } catch (PhotoException e) {
                // a broken photo costs what it costs, here as there
            }
        }
        return answered;
    }
}
