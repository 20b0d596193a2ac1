package dev.fieldmark.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** One published version in an object storage, read with suspicion. */
record VersionObjects(ModelName model, ModelVersion version, ObjectStorage objects) {
    String manifestKey() {
        return versionFolder() + FileNames.MANIFEST;
    }

    String sumKey(ModelManifest manifest) {
        return filesFolder(manifest) + FileNames.MANIFEST_SUM;
    }

    ModelManifest manifest() {
        String key = manifestKey();
        byte[] content = bytes(key);
        ModelManifest manifest =
                StoreJson.read(objects.name(key), content, ModelManifest.class, ModelManifest.FORMAT_VERSION);
        String sum = new String(bytes(sumKey(manifest)), StandardCharsets.UTF_8);
        VersionFolder.checkSum(objects.name(key), content, sum);
        VersionFolder.checkPlace(objects.name(key), manifest, model, version);
        return manifest;
    }

    byte[] read(String name) {
        ModelManifest manifest = manifest();
        String expected = manifest.files().get(name);
        if (expected == null) {
            throw new StoreException(objects.name(ObjectModelStore.folder(model) + version.folder()) + ": has no file '"
                    + name + "' but " + manifest.files().keySet());
        }
        return checked(filesFolder(manifest) + name, expected);
    }

    List<String> problems() {
        var problems = new ArrayList<String>();
        try {
            ModelManifest manifest = manifest();
            String folder = filesFolder(manifest);
            for (Map.Entry<String, String> file : manifest.files().entrySet()) {
                try {
                    checked(folder + file.getKey(), file.getValue());
                } catch (StoreException e) {
                    problems.add(e.getMessage());
                }
            }
            var extra = new TreeSet<String>();
            for (String each : new TreeSet<>(List.of(folder, versionFolder()))) {
                objects.listAll(each).forEach(object -> extra.add(object.key()));
            }
            manifest.files().keySet().forEach(name -> extra.remove(folder + name));
            extra.removeAll(List.of(manifestKey(), sumKey(manifest)));
            extra.forEach(key -> problems.add(objects.name(key) + ": is not in " + FileNames.MANIFEST));
        } catch (StoreException e) {
            problems.add(e.getMessage());
        }
        return problems;
    }

    /** Where the files lie: what a publisher wrote, or, of a store that was copied from a disk, beside the manifest. */
    String filesFolder(ModelManifest manifest) {
        return manifest.folder()
                .map(folder -> ObjectModelStore.folder(model) + folder + "/")
                .orElse(versionFolder());
    }

    String versionFolder() {
        return ObjectModelStore.folder(model) + version.folder() + "/";
    }

    private byte[] checked(String key, String expected) {
        byte[] content = bytes(key);
        VersionFolder.checkSum(objects.name(key), Sha256.of(content), expected);
        return content;
    }

    private byte[] bytes(String key) {
        return objects.get(key)
                .orElseThrow(() -> new StoreException(objects.name(key) + ": is missing"))
                .bytes();
    }
}
