package dev.fieldmark.jobs.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedDatasetTest {
    private static final int ROWS = Shard.BLOCK_ROWS + 88;

    @TempDir
    Path folder;

    private Path dataset = Path.of("");

    @BeforeEach
    void write() throws IOException {
        dataset = folder.resolve("faces");
        DatasetWriter.write(dataset, Preparation.of("training.csv"), faces(ROWS));
    }

    @Test
    void givesBackEveryFaceOnceInRowOrder() throws IOException {
        PreparedDataset prepared = PreparedDataset.open(dataset);
        FaceSet train = prepared.faces(Side.TRAIN, 0.2);
        FaceSet validation = prepared.faces(Side.VALIDATION, 0.2);
        assertThat(train.rows()).isSorted();
        assertThat(IntStream.concat(IntStream.of(train.rows()), IntStream.of(validation.rows()))
                        .sorted())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, ROWS).boxed().toList());
        List<FaceRow> faces = faces(ROWS);
        for (int i = 0; i < validation.size(); i++) {
            FaceRow face = faces.get(validation.rows()[i] - 1);
            FaceSet one = validation.select(i);
            assertThat(one.greys()).isEqualTo(face.greys());
            assertThat(one.targets()).isEqualTo(face.targets());
        }
        assertThat(prepared.manifest().trainRows()).isEqualTo(train.size());
        assertThat(prepared.manifest().validationRows())
                .isEqualTo(validation.size())
                .isBetween(80, 160);
        assertThat(prepared.manifest().completeRows()).isEqualTo(ROWS / 2);
        assertThat(prepared.manifest().labels())
                .containsEntry("nose_tip_x", ROWS)
                .containsEntry("left_eye_center_x", ROWS / 2);
    }

    @Test
    void sharesTheFacesWithinTheJvm() throws IOException {
        assertThat(PreparedDataset.open(dataset).faces(Side.TRAIN, 0.3))
                .isSameAs(PreparedDataset.open(dataset.resolve("../faces")).faces(Side.TRAIN, 0.3));
    }

    @Test
    void nestsTheSidesOverFractions() throws IOException {
        PreparedDataset prepared = PreparedDataset.open(dataset);
        Set<Integer> few = rows(prepared.faces(Side.VALIDATION, 0.1));
        Set<Integer> many = rows(prepared.faces(Side.VALIDATION, 0.4));
        assertThat(many).containsAll(few).hasSizeGreaterThan(few.size());
    }

    @Test
    void refusesAFlippedByteAndNamesTheShard() throws IOException {
        Path shard = dataset.resolve("faces-00001.bin");
        byte[] bytes = Files.readAllBytes(shard);
        bytes[5000] ^= 1;
        Files.write(shard, bytes);
        assertThatThrownBy(() -> PreparedDataset.open(dataset))
                .isInstanceOf(BadDataException.class)
                .hasMessageStartingWith(shard + ": sha256 was ");
    }

    @Test
    void refusesAShardThatIsCutOffOrMissing() throws IOException {
        Path shard = dataset.resolve("faces-00000.bin");
        Files.write(shard, new byte[100]);
        assertThatThrownBy(() -> PreparedDataset.open(dataset))
                .hasMessage(shard + ": had 100 bytes but must have 4,782,092");
        Files.delete(shard);
        assertThatThrownBy(() -> PreparedDataset.open(dataset)).hasMessage(shard + ": is missing");
    }

    @Test
    void refusesChangedSplitKeys() throws IOException {
        Path keys = dataset.resolve("split-keys.bin");
        Files.write(keys, new byte[ROWS * 8]);
        assertThatThrownBy(() -> PreparedDataset.open(dataset)).hasMessageStartingWith(keys + ": sha256 was ");
    }

    @Test
    void refusesAFolderWithoutManifestAndAnotherFormat() throws IOException {
        assertThatThrownBy(() -> PreparedDataset.open(folder))
                .hasMessage(folder + ": is no prepared dataset, dataset.json is missing");
        Path manifest = dataset.resolve("dataset.json");
        Files.writeString(
                manifest, Files.readString(manifest).replace("\"formatVersion\" : 1", "\"formatVersion\" : 2"));
        assertThatThrownBy(() -> PreparedDataset.open(dataset))
                .hasMessage(manifest + ": formatVersion was 2 but must be 1");
    }

    @Test
    void refusesAnOutputThatHoldsAnythingElse() throws IOException {
        Files.writeString(dataset.resolve("notes.txt"), "mine");
        assertThatThrownBy(() -> DatasetWriter.create(dataset))
                .hasMessage(dataset + ": held notes.txt but must be new, empty or an earlier dataset and nothing else");
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("a.txt"), "mine");
        assertThatThrownBy(() -> DatasetWriter.create(other)).hasMessageContaining("held a.txt");
    }

    @Test
    void replacesAnEarlierDatasetAndLeavesNothingBeside() throws IOException {
        DatasetManifest before = PreparedDataset.open(dataset).manifest();
        DatasetWriter.write(dataset, Preparation.of("training.csv"), faces(10));
        assertThat(PreparedDataset.open(dataset).manifest().rows()).isEqualTo(10);
        assertThat(PreparedDataset.open(dataset).manifest().contentHash()).isNotEqualTo(before.contentHash());
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(dataset);
        }
    }

    @Test
    void leavesNothingOfADatasetThatWasNotFinished() throws IOException {
        try (DatasetWriter writer = DatasetWriter.create(dataset)) {
            Files.writeString(writer.folder().resolve("faces-00000.bin"), "half");
        }
        assertThat(PreparedDataset.open(dataset).manifest().rows()).isEqualTo(ROWS);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(dataset);
        }
    }

    private static Set<Integer> rows(FaceSet faces) {
        Set<Integer> rows = new HashSet<>();
        IntStream.of(faces.rows()).forEach(rows::add);
        return rows;
    }

    /** Every second face complete, the others with the nose alone. */
    static List<FaceRow> faces(int count) {
        Random random = new Random(7);
        List<FaceRow> faces = new ArrayList<>();
        for (int row = 1; row <= count; row++) {
            byte[] greys = new byte[FaceSet.PIXELS];
            random.nextBytes(greys);
            float[] targets = new float[FaceSet.TARGETS];
            for (int i = 0; i < targets.length; i++) {
                boolean nose = i == 20 || i == 21;
                targets[i] = row % 2 == 0 || nose ? random.nextFloat() * 96 : Float.NaN;
            }
            faces.add(new FaceRow(row, greys, targets));
        }
        return Collections.unmodifiableList(faces);
    }
}
