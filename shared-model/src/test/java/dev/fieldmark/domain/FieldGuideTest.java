package dev.fieldmark.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.fieldmark.domain.Identification.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class FieldGuideTest {
    private static final FieldGuide BUTTERFLIES = guide(
            "butterflies",
            species("Vanessa atalanta", Optional.of("Vanessa"), Toxicity.NOT_TOXIC),
            species("Vanessa cardui", Optional.of("Vanessa"), Toxicity.NOT_TOXIC),
            species("Pieris rapae", Optional.empty(), Toxicity.UNKNOWN));

    private static FieldGuide guide(String group, Taxon... species) {
        var genus = new Taxon(
                "Vanessa",
                new TreeMap<>(),
                TaxonRank.GENUS,
                Optional.empty(),
                OptionalLong.of(1_898_254),
                Toxicity.UNKNOWN);
        return new FieldGuide(1, group, List.of(species), List.of(genus), new AnswerThresholds(2, 0.6, 0.8));
    }

    private static Taxon species(String latin, Optional<String> parent, Toxicity toxic) {
        return new Taxon(
                latin, new TreeMap<>(Map.of("en", "one")), TaxonRank.SPECIES, parent, OptionalLong.of(5), toxic);
    }

    private static Identification identify(double score, float... probabilities) {
        return BUTTERFLIES.identify(probabilities, score, 2);
    }

    @Test
    void aSureSpeciesIsTheAnswerBesideTheNextLikeliest() {
        Identification sure = identify(2, 0.2f, 0.7f, 0.1f);
        assertThat(sure.answer()).isEqualTo(Answer.SPECIES);
        assertThat(sure.candidates())
                .extracting(Candidate::latin)
                .containsExactly("Vanessa cardui", "Vanessa atalanta");
        assertThat(sure.candidates().get(0).link()).contains("https://www.gbif.org/species/5");
        assertThat(sure.genus()).isEmpty();
        assertThat(sure.warning()).isEmpty();
    }

    @Test
    void anUnsureSpeciesIsRolledUpToItsGenus() {
        Identification unsure = identify(2, 0.45f, 0.5f, 0.05f);
        assertThat(unsure.answer()).isEqualTo(Answer.GENUS);
        assertThat(unsure.genus()).hasValueSatisfying(genus -> {
            assertThat(genus.latin()).isEqualTo("Vanessa");
            assertThat(genus.probability()).isBetween(0.949, 0.951);
            assertThat(genus.gbif()).hasValue(1_898_254);
        });
    }

    @Test
    void theGenusOfASpeciesWithoutParentIsTheFirstWordOfItsName() {
        assertThat(BUTTERFLIES.genus(BUTTERFLIES.species().get(2))).isEqualTo("Pieris");
    }

    @Test
    void whatIsNeitherSpeciesNorGenusIsUnknown() {
        assertThat(identify(2, 0.4f, 0.1f, 0.5f).answer()).isEqualTo(Answer.UNKNOWN);
    }

    @Test
    void aLowScoreIsNotThisGroupHoweverSureTheSpecies() {
        assertThat(identify(1.9, 1, 0, 0).answer()).isEqualTo(Answer.NOT_THIS_GROUP);
        assertThat(identify(Double.NaN, 1, 0, 0).answer()).isEqualTo(Answer.NOT_THIS_GROUP);
    }

    @Test
    void moreCandidatesAreThereWhereAskedForButNeverMoreThanSpecies() {
        assertThat(BUTTERFLIES.identify(new float[] {0.2f, 0.7f, 0.1f}, 2, 10).candidates())
                .hasSize(3);
        assertThatThrownBy(() -> BUTTERFLIES.identify(new float[] {0.2f, 0.7f, 0.1f}, 2, 1))
                .hasMessage("top was 1 but must be >= 2");
    }

    @Test
    void aMushroomIsNeverToBeEatenAndAPairOfWhichOneIsToxicIsMarked() {
        FieldGuide mushrooms = guide(
                FieldGuide.MUSHROOMS,
                species("Amanita phalloides", Optional.empty(), Toxicity.TOXIC),
                species("Agaricus campestris", Optional.empty(), Toxicity.NOT_TOXIC),
                species("Agaricus xanthodermus", Optional.empty(), Toxicity.TOXIC));
        Identification straddling = mushrooms.identify(new float[] {0.6f, 0.3f, 0.1f}, 3, 2);
        assertThat(straddling.edibleOrToxic()).isTrue();
        assertThat(straddling.warning()).contains(FieldGuide.NEVER_EAT);
        assertThat(mushrooms.identify(new float[] {0.6f, 0.1f, 0.3f}, 3, 2).edibleOrToxic())
                .isFalse();
    }

    @Test
    void isReadAsItWasWritten() {
        assertThat(FieldGuide.read(BUTTERFLIES.json())).isEqualTo(BUTTERFLIES);
    }

    @Test
    void aGuideThatBreaksARuleIsRefusedWithTheRule() {
        String one =
                new String(BUTTERFLIES.json(), StandardCharsets.UTF_8).replace("\"species\" : 0.6", "\"species\" : 6");
        assertThatThrownBy(() -> FieldGuide.read(one.getBytes(StandardCharsets.UTF_8)))
                .hasMessage("guide.json: species was 6.0 but must be 0 to 1");
        assertThatThrownBy(() -> FieldGuide.read(new byte[] {'{'})).hasMessageStartingWith("guide.json: ");
        assertThatThrownBy(() -> FieldGuide.read("null".getBytes(StandardCharsets.UTF_8)))
                .hasMessage("guide.json: was null but must be an object");
    }

    @Test
    void readsRanksAsTheyWereWrittenBeforeTheyWereWrittenForPeople() {
        String json = new String(BUTTERFLIES.json(), StandardCharsets.UTF_8);
        assertThat(json).contains("\"rank\" : \"genus\"");
        String early =
                json.replace("\"rank\" : \"genus\"", "\"rank\" : \"GENUS\"").replace("\"species\",", "\"SPECIES\",");
        assertThat(early).contains("\"rank\" : \"SPECIES\"");
        assertThat(FieldGuide.read(early.getBytes(StandardCharsets.UTF_8))).isEqualTo(BUTTERFLIES);
    }

    @Test
    void anIdentificationIsWrittenForPeople() throws IOException {
        var json = JsonMapper.builder()
                .addModule(new Jdk8Module())
                .defaultPropertyInclusion(JsonInclude.Value.construct(Include.NON_ABSENT, Include.NON_ABSENT))
                .build();
        assertThat(json.writeValueAsString(identify(2, 0.2f, 0.7f, 0.1f))).isEqualTo("""
                {"answer":"species","candidates":[\
                {"latin":"Vanessa cardui","probability":0.7,"commonNames":{"en":"one"},"rank":"species",\
                "gbif":5,"toxic":false,"link":"https://www.gbif.org/species/5"},\
                {"latin":"Vanessa atalanta","probability":0.2,"commonNames":{"en":"one"},"rank":"species",\
                "gbif":5,"toxic":false,"link":"https://www.gbif.org/species/5"}],\
                "score":2.0,"edibleOrToxic":false}""");
        assertThat(json.writeValueAsString(
                        identify(2, 0.1f, 0.2f, 0.7f).candidates().get(0)))
                .contains("Pieris rapae")
                .doesNotContain("toxic");
    }
}
