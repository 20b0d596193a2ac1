package dev.fieldmark.store;

import static dev.fieldmark.store.Drafts.FACES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryModelStoreTest implements ModelStoreContract {
    private final Path folder;
    private final Drafts drafts;
    private Path store;

    DirectoryModelStoreTest(@TempDir Path folder) {
        this.folder = folder;
        this.drafts = new Drafts(folder);
        this.store = folder.resolve("store");
    }

    @BeforeEach
    void freshStore() {
        store = folder.resolve("store");
    }

    @Override
    public DirectoryModelStore store() {
        return DirectoryModelStore.open(store);
    }

    @Test
    void refusesAFileInPlaceOfTheStore() throws IOException {
        Files.writeString(store, "x");
        assertThatThrownBy(this::store).hasMessage(store + ": was a file but must be a folder");
    }

    @Test
    void readingMakesNothing() {
        store().models();
        store().aliases(FACES);
        store().planGarbage(1);
        assertThat(store).doesNotExist();
    }

    @Test
    void passesOverWhatIsNoModelAndNoVersion() throws IOException {
        store().publish(drafts.trial(0));
        Files.createDirectory(store.resolve("lost+found"));
        Files.createDirectory(store.resolve("empty"));
        Files.createDirectory(store.resolve("faces/v0000002"));
        Files.createDirectory(store.resolve("faces/v2"));
        Files.writeString(store.resolve("faces/v000002"), "a file");
        assertThat(store().models()).containsExactly(FACES);
        assertThat(store().versions(FACES)).containsExactly(ONE);
    }

    @Test
    void syncsEveryFileBeforeTheRenameAndTheFolderAfterIt() {
        var disk = MortalDisk.immortal();
        new DirectoryModelStore(store, disk, Clock.systemUTC()).publish(drafts.trial(0));
        assertThat(disk.steps())
                .containsExactly(
                        "folder store",
                        "folder faces",
                        "sync store",
                        "folder .aside-*",
                        "copy model.dl4j.zip",
                        "sync model.dl4j.zip",
                        "copy model.onnx",
                        "sync model.onnx",
                        "write manifest.json",
                        "sync manifest.json",
                        "write manifest.sha256",
                        "sync manifest.sha256",
                        "sync .aside-*",
                        "move to v000001",
                        "sync faces",
                        "write .aside-*",
                        "sync .aside-*",
                        "move to aliases.json",
                        "sync faces");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void deathAtAnyStepLeavesAllOfAVersionOrNothing(int before) throws IOException {
        int step = 0;
        while (diesAt(step, false, before) && diesAt(step, true, before)) {
            step++;
        }
        assertThat(step).as("steps of a publish").isEqualTo(19);
    }

    private boolean diesAt(int step, boolean halfDone, int before) throws IOException {
        store = folder.resolve("store-" + step + halfDone);
        for (int trial = 0; trial < before; trial++) {
            diesPublishing(drafts.trial(trial), MortalDisk.immortal());
        }
        boolean died = diesPublishing(drafts.trial(before), MortalDisk.dyingAt(step, halfDone));
        checkAllOrNothing(before);
        checkSecondPublish(before);
        return died;
    }

    private boolean diesPublishing(ModelDraft draft, Disk disk) {
        try {
            new DirectoryModelStore(store, disk, Clock.systemUTC()).publish(draft);
            return false;
        } catch (MortalDisk.Death e) {
            return true;
        }
    }

    private void checkAllOrNothing(int before) {
        List<ModelVersion> versions = store().versions(FACES);
        assertThat(versions).hasSizeBetween(before, before + 1);
        assertThat(store().verify(FACES)).isEmpty();
        if (!versions.isEmpty()) {
            ModelVersion newest = versions.get(versions.size() - 1);
            assertThat(store().resolve(FACES, "latest")).contains(newest);
        }
        if (versions.size() > 1) {
            assertThat(store().resolve(FACES, "previous")).contains(versions.get(versions.size() - 2));
        }
    }

    private void checkSecondPublish(int before) throws IOException {
        var expected = new ModelVersion(before + 1);
        assertThat(diesPublishing(drafts.trial(before), MortalDisk.immortal())).isFalse();
        assertThat(store().versions(FACES)).hasSize(before + 1);
        assertThat(Files.readString(store.resolve("faces/aliases.json")))
                .contains("\"newest\" : " + expected, "\"latest\" : " + expected);
        assertThat(store().verify(FACES)).isEmpty();
    }

    @Test
    void aRollbackThatDiesMovesBothAliasesOrNone() {
        store().publish(drafts.trial(0));
        store().publish(drafts.trial(1));
        for (int step = 0; step < 4; step++) {
            Map<String, ModelVersion> before = Map.copyOf(store().aliases(FACES));
            var dying = new DirectoryModelStore(store, MortalDisk.dyingAt(step, true), Clock.systemUTC());
            assertThatThrownBy(() -> dying.rollback(FACES)).isInstanceOf(MortalDisk.Death.class);
            Map<String, ModelVersion> swapped =
                    Map.of("latest", before.get("previous"), "previous", before.get("latest"));
            assertThat(store().aliases(FACES)).isEqualTo(step < 3 ? before : swapped);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"manifest.json", "manifest.sha256", "model.onnx", "model.dl4j.zip"})
    void refusesAVersionWithAFlippedByte(String name) throws IOException {
        store().publish(drafts.trial(0));
        Path file = store.resolve("faces/v000001").resolve(name);
        byte[] content = Files.readAllBytes(file);
        for (int position : new int[] {0, content.length / 2, content.length - 1}) {
            byte[] flipped = content.clone();
            flipped[position] ^= 1;
            Files.write(file, flipped);
            assertThat(store().verify(FACES, ONE))
                    .singleElement()
                    .asString()
                    .contains(name)
                    .contains("sha256 was");
            String read = name.startsWith("model") ? name : ModelDraft.ONNX;
            assertThatThrownBy(() -> store().read(FACES, ONE, read)).isInstanceOf(StoreException.class);
        }
    }

    @Test
    void verifyListsEveryProblem() throws IOException {
        store().publish(drafts.trial(0));
        store().publish(drafts.trial(1));
        Path one = store.resolve("faces/v000001");
        Files.writeString(one.resolve("model.onnx"), "x");
        Files.delete(one.resolve("model.dl4j.zip"));
        Files.writeString(one.resolve("notes.txt"), "x");
        Files.delete(store.resolve("faces/v000002/manifest.json"));
        Path aliases = store.resolve("faces/aliases.json");
        Files.writeString(aliases, Files.readString(aliases).replace("\"previous\" : 1", "\"previous\" : 9"));
        assertThat(store().verify(FACES))
                .containsExactly(
                        aliases + ": previous was 9 but must be a version that is there",
                        one.resolve("model.dl4j.zip") + ": is missing",
                        one.resolve("model.onnx")
                                + ": sha256 was 2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
                                + " but must be " + Sha256.of(Drafts.content("model.onnx", 0)),
                        one.resolve("notes.txt") + ": is not in manifest.json",
                        store.resolve("faces/v000002/manifest.json") + ": is missing");
        assertThatThrownBy(() -> store().resolve(FACES, "previous"))
                .hasMessageEndingWith("previous was 9 but must be a version that is there");
    }

    @Test
    void refusesAVersionFromAnotherPlace() throws IOException {
        store().publish(drafts.trial(0));
        Files.move(store.resolve("faces/v000001"), store.resolve("faces/v000005"));
        assertThatThrownBy(() -> store().manifest(FACES, new ModelVersion(5)))
                .hasMessageEndingWith("manifest.json: was of faces@1 but must be of faces@5");
    }

    @Test
    void refusesAFormatThatIsNewer() throws IOException {
        store().publish(drafts.trial(0));
        editManifest("\"formatVersion\" : 1", "\"formatVersion\" : 2");
        assertThatThrownBy(() -> store().manifest(FACES, ONE))
                .hasMessageEndingWith(
                        "manifest.json: formatVersion was 2 but must be 1 to 1: a newer Fieldmark wrote it");
    }

    @Test
    void passesOverFieldsThatItDoesNotKnow() throws IOException {
        store().publish(drafts.trial(0));
        editManifest("\"task\"", "\"mood\" : {\"good\" : true}, \"task\"");
        assertThat(store().manifest(FACES, ONE).task()).isEqualTo("keypoints");
    }

    @Test
    void readsAManifestOfBeforeThereWereRadii() throws IOException {
        store().publish(drafts.trial(0));
        assertThat(store().manifest(FACES, ONE).signature().radiusOutput()).hasValue("radius");
        editManifest(",\n    \"radiusOutput\" : \"radius\"", "");
        assertThat(store().manifest(FACES, ONE).signature())
                .isEqualTo(new Signature("image", 1, 96, 96, "points", List.of("nose_tip")));
    }

    @Test
    void writesNoFieldForRadiiThatAreNotThere() {
        var signature = new Signature("image", 1, 96, 96, "points", List.of("nose_tip"));
        assertThat(new String(StoreJson.write(signature), StandardCharsets.UTF_8))
                .doesNotContain("radius");
    }

    @Test
    void refusesAManifestWithoutANumber() throws IOException {
        store().publish(drafts.trial(0));
        editManifest("\"trial\" : 0,", "");
        assertThatThrownBy(() -> store().manifest(FACES, ONE)).hasMessageContaining("manifest.json: ");
    }

    @Test
    void refusesAManifestWithoutAField() throws IOException {
        store().publish(drafts.trial(0));
        editManifest("\"task\" : \"keypoints\",", "");
        assertThatThrownBy(() -> store().manifest(FACES, ONE)).hasMessageContaining("manifest.json: ", "task");
    }

    @Test
    void refusesAManifestWhoseFilesLeadOutOfItsFolder() throws IOException {
        store().publish(drafts.trial(0));
        editManifest("\"model.onnx\"", "\"../../secret\"");
        assertThat(store().verify(FACES, ONE))
                .singleElement()
                .asString()
                .contains("manifest.json: file name was '../../secret' but must match");
    }

    @Test
    void publishesBesideADamagedVersion() throws IOException {
        store().publish(drafts.trial(0));
        Files.delete(store.resolve("faces/v000001/manifest.json"));
        assertThat(store().publish(drafts.trial(1)).version()).isEqualTo(TWO);
    }

    @Test
    void publishesNothingOverADamagedAliasFile() throws IOException {
        store().publish(drafts.trial(0));
        Files.writeString(store.resolve("faces/aliases.json"), "{");
        assertThatThrownBy(() -> store().publish(drafts.trial(1)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("aliases.json: ");
        assertThat(store().versions(FACES)).containsExactly(ONE);
    }

    private void editManifest(String from, String to) throws IOException {
        Path file = store.resolve("faces/v000001/manifest.json");
        String edited = Files.readString(file).replace(from, to);
        assertThat(edited).contains(to);
        Files.writeString(file, edited);
        Files.writeString(
                store.resolve("faces/v000001/manifest.sha256"),
                VersionFolder.sum(edited.getBytes(StandardCharsets.UTF_8)));
    }
}
