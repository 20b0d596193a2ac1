package dev.fieldmark.store;

import static dev.fieldmark.store.Drafts.FACES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldmark.store.s3.S3Server;
import dev.fieldmark.store.s3.S3Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3ModelStoreIT implements ModelStoreContract {
    private final S3Server server = S3Server.fresh();
    private final String bucket = server.bucket();
    private final Drafts drafts;
    private String prefix = "models/";

    S3ModelStoreIT(@TempDir Path folder) {
        this.drafts = new Drafts(folder);
    }

    @Override
    public ObjectModelStore store() {
        return new ObjectModelStore(storage(), Clock.systemUTC());
    }

    private S3Storage storage() {
        return new S3Storage(server.client(), bucket, prefix);
    }

    private List<String> keys() {
        return storage().listAll("").stream().map(ObjectStorage.Listed::key).toList();
    }

    private String manifest(int version) {
        return "faces/" + new ModelVersion(version).folder() + "/manifest.json";
    }

    @Test
    void aVersionIsItsManifestAndAFolderOfFilesThatNobodyElseWritesTo() {
        store().publish(drafts.trial(0));
        String folder = store().manifest(FACES, ONE).folder().orElseThrow();
        assertThat(keys())
                .containsExactly(
                        "faces/aliases.json",
                        "faces/" + folder + "/manifest.sha256",
                        "faces/" + folder + "/model.dl4j.zip",
                        "faces/" + folder + "/model.onnx",
                        "faces/v000001/manifest.json");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void deathAtAnyRequestLeavesAllOfAVersionOrNothing(int before) {
        int request = 0;
        while (diesAt(request, false, before) && diesAt(request, true, before)) {
            request++;
        }
        // look, of those that are there aliases and two for each manifest, three uploads, the manifest, look, aliases
        assertThat(request).as("requests of a publish").isEqualTo(before == 0 ? 7 : 8 + 2 * before);
    }

    private boolean diesAt(int request, boolean done, int before) {
        prefix = "at-" + request + done + "/";
        for (int trial = 0; trial < before; trial++) {
            store().publish(drafts.trial(trial));
        }
        boolean died = dies(() -> dying(request, done).publish(drafts.trial(before)));
        List<ModelVersion> versions = store().versions(FACES);
        assertThat(versions).hasSizeBetween(before, before + 1);
        assertThat(store().verify(FACES)).isEmpty();
        if (!versions.isEmpty()) {
            assertThat(store().resolve(FACES, "latest")).contains(versions.get(versions.size() - 1));
        }
        boolean there = versions.size() > before;
        assertThat(store().publish(drafts.trial(before)))
                .isEqualTo(new ModelStore.Publication(new ModelVersion(before + 1), !there));
        assertThat(new String(storage().get("faces/aliases.json").orElseThrow().bytes(), StandardCharsets.UTF_8))
                .contains("\"newest\" : " + (before + 1), "\"latest\" : " + (before + 1));
        return died;
    }

    private ObjectModelStore dying(int request, boolean done) {
        return new ObjectModelStore(new MortalStorage(storage(), request, done), Clock.systemUTC());
    }

    private static boolean dies(Runnable action) {
        try {
            action.run();
            return false;
        } catch (MortalStorage.Death e) {
            return true;
        }
    }

    @Test
    void publishersThatMeetOftenGiveOneVersionATrial() throws Exception {
        var pool = Executors.newFixedThreadPool(3);
        try {
            for (int round = 0; round < 8; round++) {
                ModelDraft same = drafts.trial(2 * round);
                ModelDraft other = drafts.trial(2 * round + 1);
                List<Callable<ModelStore.Publication>> publishers =
                        List.of(() -> store().publish(same), () -> store().publish(other), () -> store().publish(same));
                for (var publication : pool.invokeAll(publishers)) {
                    publication.get();
                }
                assertThat(store().versions(FACES)).hasSize(2 * round + 2);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(store().verify(FACES)).isEmpty();
        assertThat(store().versions(FACES).stream()
                        .map(version ->
                                store().manifest(FACES, version).provenance().trial()))
                .hasSize(16)
                .doesNotHaveDuplicates();
        assertThat(store().resolve(FACES, "latest")).contains(new ModelVersion(16));
    }

    @Test
    void aWriteWhoseAnswerWasLostIsNotDoneTwice() {
        store().publish(drafts.trial(0));
        store().publish(drafts.trial(1));
        var deaf = new ObjectModelStore(new DeafStorage(storage()), Clock.systemUTC());
        assertThat(deaf.rollback(FACES)).isEqualTo(Map.of("latest", ONE, "previous", TWO));
        assertThat(deaf.publish(drafts.trial(2))).isEqualTo(new ModelStore.Publication(THREE, true));
        assertThat(store().aliases(FACES)).isEqualTo(Map.of("latest", THREE, "previous", ONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"manifest.json", "manifest.sha256", "model.onnx", "model.dl4j.zip"})
    void refusesAVersionWithAFlippedByte(String name) {
        store().publish(drafts.trial(0));
        String key = keys().stream()
                .filter(each -> each.endsWith("/" + name))
                .findFirst()
                .orElseThrow();
        byte[] content = storage().get(key).orElseThrow().bytes();
        for (int position : new int[] {0, content.length / 2, content.length - 1}) {
            byte[] flipped = content.clone();
            flipped[position] ^= 1;
            storage().put(key, flipped);
            assertThat(store().verify(FACES, ONE)).singleElement().asString().startsWith("s3://" + bucket + "/models/");
            String read = name.startsWith("model") ? name : ModelDraft.ONNX;
            assertThatThrownBy(() -> store().read(FACES, ONE, read)).isInstanceOf(StoreException.class);
        }
    }

    @Test
    void verifyListsEveryProblem() {
        store().publish(drafts.trial(0));
        String files = "faces/" + store().manifest(FACES, ONE).folder().orElseThrow();
        storage().delete(files + "/model.dl4j.zip");
        storage().put(files + "/notes.txt", new byte[] {1});
        storage().put("faces/v000001/more.txt", new byte[] {1});
        assertThat(store().verify(FACES))
                .containsExactly(
                        storage().name(files + "/model.dl4j.zip") + ": is missing",
                        storage().name(files + "/notes.txt") + ": is not in manifest.json",
                        storage().name("faces/v000001/more.txt") + ": is not in manifest.json");
    }

    @Test
    void readsAStoreThatWasCopiedFromADisk(@TempDir Path folder) throws IOException {
        DirectoryModelStore disk = DirectoryModelStore.open(folder.resolve("store"));
        disk.publish(drafts.trial(0));
        try (Stream<Path> files = Files.walk(folder.resolve("store"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                storage().put(folder.resolve("store").relativize(file).toString(), file);
            }
        }
        assertThat(store().verify(FACES)).isEmpty();
        assertThat(store().manifest(FACES, ONE)).isEqualTo(disk.manifest(FACES, ONE));
        assertThat(store().read(FACES, ONE, ModelDraft.ONNX)).isEqualTo(Drafts.content(ModelDraft.ONNX, 0));
        assertThat(store().publish(drafts.trial(1)).version()).isEqualTo(TWO);
        assertThat(store().publish(drafts.trial(0))).isEqualTo(new ModelStore.Publication(ONE, false));
    }

    @Test
    void aLookAtTheStoreTakesOneListingAndOneForEachModel() {
        store().publish(drafts.trial(0));
        ObjectModelStore watched = store();
        look(watched);
        server.forget();
        look(watched);
        assertThat(server.requests())
                .hasSize(2)
                .allMatch(request -> request.startsWith("GET /" + bucket + "?") && request.contains("list-type=2"));
        store().publish(drafts.trial(1));
        server.forget();
        look(watched);
        assertThat(server.requests()).hasSize(3).contains("GET /" + bucket + "/models/faces/aliases.json");
        server.forget();
        watched.read(FACES, TWO, ModelDraft.ONNX);
        assertThat(server.requests()).hasSize(3); // manifest, its sum, the file
    }

    /** What a service does every two seconds. */
    private static void look(ModelStore store) {
        store.models().forEach(model -> store.resolve(model, ModelStore.LATEST));
    }

    @Test
    void seesVersionsBeyondTheFirstPage() {
        for (int trial = 0; trial < 5; trial++) {
            store().publish(drafts.trial(trial));
        }
        server.pagesOf(2);
        assertThat(store().versions(FACES)).hasSize(5);
        assertThat(store().resolve(FACES, "latest")).contains(new ModelVersion(5));
    }

    @Test
    void garbageIsWhatNothingNeeds() {
        for (int trial = 0; trial < 4; trial++) {
            store().publish(drafts.trial(trial));
        }
        store().alias(FACES, "champion", ONE);
        GarbagePlan plan = store().planGarbage(1);
        assertThat(plan.removals())
                .extracting(GarbagePlan.Removal::path)
                .containsExactly("s3://" + bucket + "/models/faces/v000002/");
        assertThat(plan.bytes()).isGreaterThan(2000);
        assertThat(store().versions(FACES)).hasSize(4);
        assertThat(store().collectGarbage(1)).isEqualTo(plan);
        assertThat(store().versions(FACES)).hasSize(3);
        assertThat(store().verify(FACES)).isEmpty();
        assertThat(keys()).hasSize(3 * 4 + 1);
        assertThat(store().planGarbage(1).removals()).isEmpty();
    }

    @Test
    void uploadsThatNobodyPublishedGoADayLater() {
        store().publish(drafts.trial(0));
        assertThat(dies(() -> dying(5, false).publish(drafts.trial(1)))).isTrue();
        List<String> before = keys();
        assertThat(store().collectGarbage(1).removals()).isEmpty();
        var tomorrow = new ObjectModelStore(storage(), Clock.offset(Clock.systemUTC(), Duration.ofHours(25)));
        assertThat(tomorrow.planGarbage(1).removals())
                .singleElement()
                .returns("left by a publisher that died more than a day ago", GarbagePlan.Removal::why)
                .returns(1000L, GarbagePlan.Removal::bytes);
        assertThat(keys()).isEqualTo(before);
        tomorrow.collectGarbage(1);
        assertThat(keys()).hasSize(before.size() - 1);
        assertThat(store().verify(FACES)).isEmpty();
    }

    @Test
    void nothingIsLeftoverWhereAManifestCannotBeRead() {
        store().publish(drafts.trial(0));
        storage().put(manifest(1), new byte[] {1});
        var tomorrow = new ObjectModelStore(storage(), Clock.offset(Clock.systemUTC(), Duration.ofHours(25)));
        assertThat(tomorrow.collectGarbage(1).removals()).isEmpty();
    }

    @Test
    void deathOfACollectionAtAnyRequestLeavesWholeVersions() {
        for (int trial = 0; trial < 3; trial++) {
            store().publish(drafts.trial(trial));
        }
        boolean died = true;
        for (int request = 0; died; request++) {
            ObjectModelStore dying = dying(request, true);
            died = dies(() -> dying.collectGarbage(1));
            assertThat(store().verify(FACES)).isEmpty();
        }
        assertThat(store().versions(FACES)).hasSize(2);
    }
}
