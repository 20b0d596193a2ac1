package dev.fieldmark.jobs.photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldmark.image.PhotoException;
import dev.fieldmark.image.PhotoLimits;
import dev.fieldmark.image.SquarePhoto;
import dev.fieldmark.jobs.data.BadDataException;
import dev.fieldmark.jobs.data.DatasetFolder;
import dev.fieldmark.jobs.data.DatasetWriter;
import dev.fieldmark.jobs.data.Preparation;
import dev.fieldmark.jobs.data.PreparedDataset;
import dev.fieldmark.jobs.data.Side;
import dev.fieldmark.jobs.data.WholeFolder;
import dev.fieldmark.jobs.sample.SampleFaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotoDatasetTest {
    private static final int SIDE = 16;

    @TempDir
    Path folder;

    @Test
    void givesBackThePixelsLabelsAndNamesOfEachSide() throws IOException, PhotoException {
        Path input = TestPhotos.draw(folder.resolve("in"), 20);
        PhotoManifest manifest = prepare(input, 0.05);

        PhotoDataset dataset = PhotoDataset.open(folder.resolve("out"));
        assertThat(dataset.manifest()).isEqualTo(manifest);
        assertThat(manifest.shards()).extracting(PhotoShard::photos).containsExactly(16, 16, 16, 12);
        assertThat(manifest.species())
                .containsExactly(
                        new SpeciesCount("Alba prima", 20, 15, 5),
                        new SpeciesCount("Caerulea secunda", 20, 15, 5),
                        new SpeciesCount("Rubra tertia", 20, 15, 5));
        PhotoSet train = dataset.photos(Side.TRAIN, 0.25);
        PhotoSet validation = dataset.photos(Side.VALIDATION, 0.25);
        assertThat(train.size()).isEqualTo(45);
        assertThat(validation.size()).isEqualTo(15);
        assertThat(dataset.halves(Side.VALIDATION, 0.25)).hasSize(15).contains(0, 1);
        assertThat(Collections.disjoint(train.names(), validation.names())).isTrue();
        for (PhotoSet set : List.of(train, validation)) {
            for (int i = 0; i < set.size(); i++) {
                String name = set.names().get(i);
                byte[] bytes = Files.readAllBytes(input.resolve(name));
                SquarePhoto expected = SquarePhoto.decode(bytes, new PhotoLimits(1 << 20, 1 << 20), SIDE);
                assertThat(set.pixels()[i]).isEqualTo(expected.rgb());
                assertThat(name).startsWith(TestPhotos.SPECIES.get(set.labels()[i]) + "/");
            }
        }
    }

    @Test
    void keepsPhotosOfNothingInTheGroupApartFromThoseOfSpecies() throws IOException {
        Path input = TestPhotos.draw(folder.resolve("in"), 20);
        Path others = TestPhotos.drawNegatives(folder.resolve("others"), 12);
        Files.copy(input.resolve("Alba_prima/00.photo"), others.resolve("butterfly.png"));
        TestPhotos.prepare(input, folder.resolve("alone"), SIDE, List.of());
        TestPhotos.prepare(input, NegativeFolder.read(others, input), folder.resolve("out"), SIDE, List.of());

        PhotoDataset dataset = PhotoDataset.open(folder.resolve("out"));
        PhotoManifest manifest = dataset.manifest();
        assertThat(manifest.photos()).isEqualTo(60);
        assertThat(manifest.species()).extracting(SpeciesCount::photos).containsExactly(20, 20, 20);
        NegativeCount negatives = manifest.negatives();
        assertThat(negatives.photos()).isEqualTo(13);
        assertThat(negatives.validationPhotos()).isBetween(2, 4);
        assertThat(negatives.nearDuplicatesOfTheGroup()).isEqualTo(1);
        assertThat(Files.readAllLines(folder.resolve("out/near-duplicates.csv")))
                .contains("1,\"Alba_prima/00.photo\"", "1,\"negatives/butterfly.png\"");
        assertThat(dataset.negatives(Side.TRAIN, 0.25).size()).isEqualTo(negatives.trainPhotos());
        assertThat(dataset.negatives(Side.VALIDATION, 0.25).size()).isEqualTo(negatives.validationPhotos());
        PhotoSet train = dataset.photos(Side.TRAIN, 0.25);
        assertThat(train.size()).isEqualTo(manifest.trainPhotos());
        assertThat(train.names()).noneMatch(name -> name.startsWith("negatives/"));
        assertThat(dataset.halves(Side.VALIDATION, 0.25)).hasSize(manifest.validationPhotos());
        assertThat(PhotoDataset.open(folder.resolve("alone")).manifest().negatives())
                .isEqualTo(NegativeCount.NONE);
    }

    @Test
    void readsDatasetsThatWerePreparedBeforeThereWereNegatives() throws IOException {
        PhotoManifest manifest = prepare(TestPhotos.draw(folder.resolve("in"), 8), 0);
        Path file = folder.resolve("out/dataset.json");
        String older = Files.readString(file).replaceAll("(?s)\\s*\"negatives\" : \\{[^}]*},", "");
        assertThat(older).doesNotContain("negatives");
        Files.writeString(file, older);
        assertThat(PhotoDataset.open(folder.resolve("out")).manifest()).isEqualTo(manifest);
    }

    @Test
    void refusesNegativesAmongTheGroupsPhotosOrNone() throws IOException {
        Path input = TestPhotos.draw(folder.resolve("in"), 8);
        assertThatThrownBy(() -> NegativeFolder.read(input.resolve("Alba_prima"), input))
                .isInstanceOf(BadDataException.class)
                .hasMessageContaining("must lie outside " + input);
        assertThatThrownBy(() -> NegativeFolder.read(folder, input)).hasMessageContaining("must lie outside");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> NegativeFolder.read(empty, input))
                .hasMessage(empty + ": held no file but must hold at least 1 photo");
        Files.writeString(empty.resolve("notes.txt"), "no photo");
        assertThatThrownBy(() -> TestPhotos.prepare(
                        input, NegativeFolder.read(empty, input), folder.resolve("none"), SIDE, List.of()))
                .isInstanceOf(BadDataException.class);
        assertThatThrownBy(() -> NegativeFolder.read(folder.resolve("no"), input))
                .hasMessage(folder.resolve("no") + ": no such folder");
    }

    @Test
    void keepsCopiesOnOneSideAndListsThem() throws IOException {
        Path input = TestPhotos.draw(folder.resolve("in"), 10);
        for (int i = 0; i < 5; i++) {
            Files.copy(
                    input.resolve("Alba_prima/%02d.photo".formatted(i)),
                    input.resolve("Rubra_tertia/copy%02d.photo".formatted(i)));
        }

        PhotoManifest manifest = prepare(input, 0.05);

        assertThat(manifest.nearDuplicateGroups()).isEqualTo(5);
        assertThat(manifest.nearDuplicatePhotos()).isEqualTo(10);
        assertThat(Files.readAllLines(folder.resolve("out/near-duplicates.csv")))
                .hasSize(11)
                .startsWith("group,file", "1,\"Alba_prima/00.photo\"", "1,\"Rubra_tertia/copy00.photo\"");
        List<String> validation = PhotoDataset.open(folder.resolve("out"))
                .photos(Side.VALIDATION, 0.5)
                .names();
        for (int i = 0; i < 5; i++) {
            assertThat(validation.contains("Alba_prima/%02d.photo".formatted(i)))
                    .isEqualTo(validation.contains("Rubra_tertia/copy%02d.photo".formatted(i)));
        }
    }

    @Test
    void namesBrokenFilesAndRefusesTooManyOfThem() throws IOException {
        Path input = TestPhotos.draw(folder.resolve("in"), 10);
        Files.writeString(input.resolve("Alba_prima/notes.jpg"), "no photo");
        byte[] jpeg = Files.readAllBytes(input.resolve("Alba_prima/01.photo"));
        Files.write(input.resolve("Rubra_tertia/half.jpg"), java.util.Arrays.copyOf(jpeg, jpeg.length / 2));

        PhotoManifest manifest = prepare(input, 0.1);

        assertThat(manifest.photos()).isEqualTo(30);
        assertThat(manifest.brokenPhotos()).isEqualTo(2);
        assertThat(Files.readAllLines(folder.resolve("out/rejects.csv")))
                .containsExactly(
                        "file,reason",
                        "\"Alba_prima/notes.jpg\",\"picture is not a PNG, JPEG, GIF or WebP\"",
                        "\"Rubra_tertia/half.jpg\",\"JPEG is broken: it ends after " + jpeg.length / 2
                                + " bytes, without an end marker\"");
        assertThat(PhotoDataset.open(folder.resolve("out")).manifest()).isEqualTo(manifest);
        assertThatThrownBy(() -> prepare(input, 0.05))
                .isInstanceOf(BadDataException.class)
                .hasMessage(
                        input + ": 2 of 32 files (6.3%) were no photos that can be read but at most 5.0% may be; the"
                                + " first was Alba_prima/notes.jpg: picture is not a PNG, JPEG, GIF or WebP");
        assertThat(files(folder)).containsExactly("in", "out");
        assertThat(PhotoDataset.open(folder.resolve("out")).manifest()).isEqualTo(manifest);
    }

    @Test
    void refusesASpeciesWithoutAPhoto() throws IOException {
        Path input = TestPhotos.draw(folder.resolve("in"), 10);
        Files.createDirectory(input.resolve("Viridis_quarta"));

        assertThatThrownBy(() -> prepare(input, 0.05))
                .hasMessage(input + ": Viridis quarta had no photo that can be read but must have at least 1");
        assertThat(files(folder)).containsExactly("in");
    }

    @Test
    void replacesAnEarlierDatasetOfEitherKind() throws IOException {
        Path input = TestPhotos.draw(folder.resolve("in"), 4);
        DatasetWriter.write(folder.resolve("out"), Preparation.of("training.csv"), SampleFaces.draw(3, 5));
        PhotoManifest first = prepare(input, 0.05);
        assertThat(prepare(input, 0.05)).isEqualTo(first);
        assertThat(files(folder)).containsExactly("in", "out");
        assertThat(files(folder.resolve("out"))).containsExactly("dataset.json", "photos-00000.bin", "split-keys.bin");
    }

    @Test
    void refusesEveryFlippedByte() throws IOException {
        prepare(TestPhotos.draw(folder.resolve("in"), 4), 0.05);
        Path out = folder.resolve("out");
        for (String name : List.of("photos-00000.bin", "split-keys.bin")) {
            byte[] whole = Files.readAllBytes(out.resolve(name));
            for (int at : new int[] {0, 9, 15, whole.length / 2, whole.length - 1}) {
                byte[] damaged = whole.clone();
                damaged[at] ^= 1;
                Files.write(out.resolve(name), damaged);
                assertThatThrownBy(() -> PhotoDataset.open(out))
                        .isInstanceOf(BadDataException.class)
                        .hasMessageStartingWith(out.resolve(name) + ": sha256 was ");
            }
            Files.write(out.resolve(name), whole);
        }
        PhotoDataset.open(out);
        Files.delete(out.resolve("photos-00000.bin"));
        assertThatThrownBy(() -> PhotoDataset.open(out)).hasMessage(out.resolve("photos-00000.bin") + ": is missing");
    }

    @Test
    void saysWhichKindADatasetIsBothWays() throws IOException {
        prepare(TestPhotos.draw(folder.resolve("in"), 4), 0.05);
        DatasetWriter.write(folder.resolve("faces"), Preparation.of("training.csv"), SampleFaces.draw(3, 5));

        assertThatThrownBy(() -> PreparedDataset.open(folder.resolve("out")))
                .isInstanceOf(BadDataException.class)
                .hasMessage(folder.resolve("out") + ": was a dataset of kind species but must be one of kind keypoints"
                        + " (faces, ./fieldmark prepare --kind keypoints)");
        assertThatThrownBy(() -> PhotoDataset.open(folder.resolve("faces")))
                .isInstanceOf(BadDataException.class)
                .hasMessage(
                        folder.resolve("faces") + ": was a dataset of kind keypoints but must be one of kind species"
                                + " (photos of species, ./fieldmark prepare --kind species)");
        assertThatThrownBy(() -> PhotoDataset.open(folder))
                .hasMessage(folder + ": is no prepared dataset, dataset.json is missing");
    }

    private PhotoManifest prepare(Path input, double brokenAtMost) throws IOException {
        PhotoBlocks blocks = new PhotoBlocks(PhotoFolder.read(input), NegativeFolder.NONE, SIDE);
        try (WholeFolder dataset = DatasetFolder.create(folder.resolve("out"))) {
            List<BlockSummary> summaries = new ArrayList<>();
            for (int block : IntStream.range(0, blocks.count()).toArray()) {
                summaries.add(0, blocks.write(block, dataset.aside()));
            }
            return new PhotoPreparation("samples", 0.25, brokenAtMost, List.of()).finish(dataset, blocks, summaries);
        }
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
