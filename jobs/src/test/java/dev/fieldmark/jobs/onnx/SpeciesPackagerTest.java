package dev.fieldmark.jobs.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fieldmark.domain.FieldGuide;
import dev.fieldmark.domain.Taxon;
import dev.fieldmark.domain.TaxonRank;
import dev.fieldmark.domain.Toxicity;
import dev.fieldmark.jobs.data.Side;
import dev.fieldmark.jobs.onnx.ModelPackager.Member;
import dev.fieldmark.jobs.photos.PhotoDataset;
import dev.fieldmark.jobs.photos.PhotoSet;
import dev.fieldmark.jobs.photos.TestPhotos;
import dev.fieldmark.jobs.train.Recipe;
import dev.fieldmark.jobs.train.Subject;
import dev.fieldmark.jobs.train.TrainingPlan;
import dev.fieldmark.jobs.train.dl4j.Dl4jEngine;
import dev.fieldmark.store.ModelDraft;
import dev.fieldmark.store.ModelName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeciesPackagerTest {
    private static final ModelName MODEL = new ModelName("species-samples");
    private static final int SIDE = 32;
    private static final Recipe RECIPE = Recipe.of(
            new Subject.Photos(SIDE, 3), "residual", Map.of("width", "2", "batch-size", "8", "learning-rate", "0.01"));

    @TempDir
    Path folder;

    private Path dataset;
    private Path packed;

    @BeforeEach
    void preparePhotos() throws IOException {
        Path input = TestPhotos.draw(folder.resolve("in"), 12);
        var genus = new Taxon(
                "Alba", new TreeMap<>(), TaxonRank.GENUS, Optional.empty(), OptionalLong.of(7), Toxicity.UNKNOWN);
        var species = new Taxon(
                "Alba prima",
                new TreeMap<>(Map.of("en", "White one")),
                TaxonRank.SPECIES,
                Optional.of("Alba"),
                OptionalLong.of(8),
                Toxicity.NOT_TOXIC);
        dataset = TestPhotos.prepare(input, folder.resolve("data"), SIDE, List.of(species, genus));
        packed = Files.createDirectory(folder.resolve("packed"));
    }

    private Member trained(String name, long seed) throws IOException {
        var plan = new TrainingPlan(dataset, 0.25, RECIPE, seed, 2, 2, 1);
        Path best = folder.resolve(name + ".zip");
        try (var training = new Dl4jEngine().start(plan)) {
            while (!training.over()) {
                training.trainEpoch();
            }
            training.saveBest(best);
        }
        return new Member(name, plan, best);
    }

    private PhotoSet validation() throws IOException {
        return PhotoDataset.open(dataset).photos(Side.VALIDATION, 0.25);
    }

    @Test
    void packsOneGraphOfBothNetsWithItsGuide() throws Exception {
        List<Member> members = List.of(trained("trial-0000", 1), trained("trial-0001", 2));

        ModelDraft draft = new SpeciesPackager().pack(members, MODEL, PublishedNets.provenance(3), packed);

        assertThat(draft.task()).isEqualTo("species");
        assertThat(draft.files())
                .containsOnlyKeys("guide.json", "model.onnx", "trial-0000.dl4j.zip", "trial-0001.dl4j.zip");
        assertThat(draft.signature().labels()).containsExactly("Alba prima", "Caerulea secunda", "Rubra tertia");
        assertThat(draft.metrics()).containsOnlyKeys("cross-entropy", "ece", "photos", "temperature", "top1", "top2");
        FieldGuide guide = FieldGuide.read(Files.readAllBytes(packed.resolve(FieldGuide.FILE)));
        assertThat(guide.labels()).isEqualTo(draft.signature().labels());
        assertThat(guide.species().get(0).gbif()).hasValue(8);
        assertThat(guide.wider()).extracting(Taxon::latin).containsExactly("Alba");
        PhotoSet photos = validation();
        try (var graph = SpeciesNet.open(Files.readAllBytes(packed.resolve(ModelDraft.ONNX)), draft.signature(), 1)) {
            SpeciesNet.Answers answers = graph.answers(photos.pixels());
            double top1 = 0;
            for (int photo = 0; photo < photos.size(); photo++) {
                float[] shares = answers.probabilities()[photo];
                assertThat((double) shares[0] + shares[1] + shares[2]).isCloseTo(1, within(1e-5));
                int label = photos.labels()[photo];
                top1 += shares[label] == Math.max(shares[0], Math.max(shares[1], shares[2])) ? 1.0 : 0;
            }
            assertThat(draft.metrics().get("photos")).isEqualTo(photos.size());
            assertThat(draft.metrics().get("top1"))
                    .as("a half's temperature changes no order")
                    .isEqualTo(top1 / photos.size(), within(1e-9));
        }
    }

    @Test
    void givesNoDraftOfANetWhoseExportCanNotBeProved() throws Exception {
        Member member = trained("model", 1);
        var net = ModelSerializer.restoreComputationGraph(member.best().toFile(), false);
        net.params().putScalar(net.params().length() - 1, Double.NaN);
        ModelSerializer.writeModel(net, member.best().toFile(), false);

        assertThatThrownBy(
                        () -> new SpeciesPackager().pack(List.of(member), MODEL, PublishedNets.provenance(3), packed))
                .isInstanceOf(ParityException.class)
                .hasMessageContaining("Alba_prima/");
        assertThat(packed.resolve(FieldGuide.FILE)).doesNotExist();
    }
}
