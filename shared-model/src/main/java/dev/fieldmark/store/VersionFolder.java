package dev.fieldmark.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntFunction;

/** One published version on disk, read with suspicion. */
record VersionFolder(ModelName model, ModelVersion version, Path folder) {
    private static final int PART_BYTES = 1 << 16;

    ModelManifest manifest() throws IOException {
        Path file = folder.resolve(FileNames.MANIFEST);
        byte[] content = bytes(file);
        String stored = new String(bytes(folder.resolve(FileNames.MANIFEST_SUM)), StandardCharsets.UTF_8);
        checkSum(file.toString(), content, stored);
        ModelManifest manifest =
                StoreJson.read(file.toString(), content, ModelManifest.class, ModelManifest.FORMAT_VERSION);
        checkPlace(file.toString(), manifest, model, version);
        return manifest;
    }

    /** @param stored content of {@link FileNames#MANIFEST_SUM} */
    static void checkSum(String file, byte[] manifest, String stored) {
        if (!stored.equals(sum(manifest))) {
            throw new StoreException(file + ": sha256 was " + Sha256.of(manifest) + " but must be what "
                    + FileNames.MANIFEST_SUM + " says: " + stored.strip());
        }
    }

    static void checkPlace(String file, ModelManifest manifest, ModelName model, ModelVersion version) {
        if (!manifest.model().equals(model) || !manifest.version().equals(version)) {
            throw new StoreException(file + ": was of " + manifest.model() + "@" + manifest.version()
                    + " but must be of " + model + "@" + version);
        }
    }

    /** The content of {@link FileNames#MANIFEST_SUM} for this manifest. */
    static String sum(byte[] manifest) {
        return Sha256.of(manifest) + "  " + FileNames.MANIFEST + "\n";
    }

    ByteBuffer read(String name, IntFunction<ByteBuffer> memory) throws IOException {
        Map<String, String> files = manifest().files();
        String expected = files.get(name);
        if (expected == null) {
            throw new StoreException(folder + ": has no file '" + name + "' but " + files.keySet());
        }
        Path file = folder.resolve(name);
        ByteBuffer content = content(file, memory);
        checkSum(file.toString(), Sha256.of(content), expected);
        return content;
    }

    List<String> problems() throws IOException {
        var problems = new ArrayList<String>();
        try {
            ModelManifest manifest = manifest();
            for (Map.Entry<String, String> file : manifest.files().entrySet()) {
                checkFile(folder.resolve(file.getKey()), file.getValue(), problems);
            }
            var extra = new TreeSet<>(names());
            extra.removeAll(manifest.files().keySet());
            extra.removeAll(List.of(FileNames.MANIFEST, FileNames.MANIFEST_SUM));
            extra.forEach(name -> problems.add(folder.resolve(name) + ": is not in " + FileNames.MANIFEST));
        } catch (StoreException e) {
            problems.add(e.getMessage());
        }
        return problems;
    }

    private static void checkFile(Path file, String expected, List<String> problems) throws IOException {
        try {
            if (!Files.isRegularFile(file)) {
                throw missing(file);
            }
            checkSum(file.toString(), Sha256.of(file), expected);
        } catch (StoreException e) {
            problems.add(e.getMessage());
        }
    }

    static void checkSum(String file, String sum, String expected) {
        if (!sum.equals(expected)) {
            throw new StoreException(file + ": sha256 was " + sum + " but must be " + expected);
        }
    }

    /** As much of the file as there was when its size was asked for. */
    private static ByteBuffer content(Path file, IntFunction<ByteBuffer> memory) throws IOException {
        byte[] part = new byte[PART_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            ByteBuffer content = memory.apply(Math.toIntExact(Files.size(file)));
            int length;
            while ((length = in.read(part, 0, Math.min(part.length, content.remaining()))) > 0) {
                content.put(part, 0, length);
            }
            return content.flip();
        } catch (NoSuchFileException e) {
            throw missing(file);
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw missing(file);
        }
    }

    private static StoreException missing(Path file) {
        return new StoreException(file + ": is missing");
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
