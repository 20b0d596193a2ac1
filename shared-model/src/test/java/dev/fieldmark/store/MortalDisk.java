package dev.fieldmark.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A disk whose process dies at a given step, before it or in the middle of it; nothing is done after that. */
final class MortalDisk implements Disk {
    /** What ends the process. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final Disk disk = new Local();
    private final int deadlyStep;
    private final boolean halfDone;
    private final List<String> steps = new ArrayList<>();

    private MortalDisk(int deadlyStep, boolean halfDone) {
        this.deadlyStep = deadlyStep;
        this.halfDone = halfDone;
    }

    static MortalDisk dyingAt(int step, boolean halfDone) {
        return new MortalDisk(step, halfDone);
    }

    static MortalDisk immortal() {
        return new MortalDisk(Integer.MAX_VALUE, false);
    }

    /** Each step as {@code sync model.onnx}; random names end in a star. */
    List<String> steps() {
        return steps;
    }

    @Override
    public void createFolder(Path folder) throws IOException {
        step("folder", folder, () -> {});
        disk.createFolder(folder);
    }

    @Override
    public void copy(Path from, Path to) throws IOException {
        step("copy", to, () -> writeHalf(to, Files.readAllBytes(from)));
        disk.copy(from, to);
    }

    @Override
    public void write(Path file, byte[] content) throws IOException {
        step("write", file, () -> writeHalf(file, content));
        disk.write(file, content);
    }

    @Override
    public void sync(Path fileOrFolder) throws IOException {
        step("sync", fileOrFolder, () -> {}); // done without: it is only slow, as the machine lives on
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        step("move to", to, () -> {});
        disk.move(from, to);
    }

    @Override
    public void delete(Path fileOrFolder) throws IOException {
        step("delete", fileOrFolder, () -> {});
        disk.delete(fileOrFolder);
    }

    private static void writeHalf(Path file, byte[] content) throws IOException {
        Files.write(file, Arrays.copyOf(content, content.length / 2));
    }

    /** Half a step. */
    private interface Half {
        void run() throws IOException;
    }

    private void step(String verb, Path path, Half half) throws IOException {
        if (steps.size() >= deadlyStep) {
            if (halfDone && steps.size() == deadlyStep) {
                half.run();
            }
            throw new Death();
        }
        String name = path.getFileName().toString();
        steps.add(verb + " " + (name.startsWith(DirectoryModelStore.ASIDE) ? DirectoryModelStore.ASIDE + "*" : name));
    }
}
