package dev.fieldmark.jobs.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.fieldmark.domain.AnswerThresholds;
import dev.fieldmark.domain.FieldGuide;
import dev.fieldmark.domain.Identification.Answer;
import dev.fieldmark.domain.Taxon;
import dev.fieldmark.domain.TaxonRank;
import dev.fieldmark.domain.Toxicity;
import dev.fieldmark.jobs.bot.StreamReply.Guess;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StreamReplyTest {
    @Test
    void readsAnIdentification() {
        assertThat(StreamReply.read("""
                        {"photo":"telegram-1","model":"species-mushrooms","version":3,"group":"mushrooms","answer":"genus",\
                        "candidates":[{"latin":"Amanita muscaria","probability":0.4,"commonNames":{"de":"Fliegenpilz",\
                        "en":"Fly Agaric"},"rank":"species","gbif":3328328,"link":"https://www.gbif.org/species/3328328",\
                        "toxic":true},{"latin":"Amanita caesarea","probability":0.3,"commonNames":{},"rank":"species",\
                        "toxic":false}],"genus":{"latin":"Amanita","probability":0.8,"commonNames":{},"rank":"genus"},\
                        "score":3.5,"edibleOrToxic":true,"warning":"Never eat"}"""))
                .isEqualTo(new StreamReply.Identified(
                        "telegram-1",
                        Answer.GENUS,
                        List.of(
                                new Guess(
                                        "Amanita muscaria",
                                        0.4,
                                        Optional.of("Fly Agaric"),
                                        Optional.of("https://www.gbif.org/species/3328328"),
                                        true),
                                new Guess("Amanita caesarea", 0.3, Optional.empty(), Optional.empty(), false)),
                        Optional.of(new Guess("Amanita", 0.8, Optional.empty(), Optional.empty(), false)),
                        true,
                        Optional.of("Never eat")));
    }

    /** As the stream writes it: the identification's JSON, with the photo's name. */
    @Test
    void readsWhatAFieldGuideFinds() throws IOException {
        FieldGuide guide = new FieldGuide(
                FieldGuide.FORMAT_VERSION,
                FieldGuide.MUSHROOMS,
                List.of(
                        taxon("Amanita phalloides", "Death Cap", Toxicity.TOXIC),
                        taxon("Agaricus campestris", "Field Mushroom", Toxicity.NOT_TOXIC),
                        taxon("Russula aurea", "Gilded Brittlegill", Toxicity.UNKNOWN)),
                List.of(),
                new AnswerThresholds(0, 0.5, 0.5));
        ObjectNode line = JsonMapper.builder()
                .addModule(new Jdk8Module())
                .defaultPropertyInclusion(JsonInclude.Value.construct(Include.NON_ABSENT, Include.NON_ABSENT))
                .build()
                .valueToTree(guide.identify(new float[] {0.625f, 0.25f, 0.125f}, 1, 3));

        assertThat(StreamReply.read(line.put("photo", "telegram-1").toString()))
                .isEqualTo(new StreamReply.Identified(
                        "telegram-1",
                        Answer.SPECIES,
                        List.of(
                                guess("Amanita phalloides", 0.625, "Death Cap", true),
                                guess("Agaricus campestris", 0.25, "Field Mushroom", false),
                                guess("Russula aurea", 0.125, "Gilded Brittlegill", false)),
                        Optional.empty(),
                        true,
                        Optional.of(FieldGuide.NEVER_EAT)));
    }

    private static Taxon taxon(String latin, String english, Toxicity toxic) {
        return new Taxon(
                latin,
                new TreeMap<>(Map.of("en", english)),
                TaxonRank.SPECIES,
                Optional.empty(),
                OptionalLong.of(7),
                toxic);
    }

    private static Guess guess(String latin, double probability, String english, boolean toxic) {
        return new Guess(
                latin, probability, Optional.of(english), Optional.of("https://www.gbif.org/species/7"), toxic);
    }

    @Test
    void readsABrokenPhoto() {
        assertThat(StreamReply.read("{\"photo\":\"telegram-1\",\"answer\":\"broken\",\"reason\":\"cut off\"}"))
                .isEqualTo(new StreamReply.Broken("telegram-1"));
    }

    @Test
    void refusesWhatIsNoReply() {
        refused("{\"photo\":\"p\"", "end-of-input");
        refused("{\"answer\":\"broken\"}", "photo is missing but must be a text");
        refused(
                "{\"photo\":\"p\",\"answer\":\"maybe\"}",
                "answer was 'maybe' but must be species, genus, unknown, not-this-group or broken");
        refused("{\"photo\":\"p\",\"answer\":\"species\"}", "candidates were 0 but must be 2 or more");
        refused(RunningBot.line("p").replace("0.91", "1.91"), "probability was 1.91 but must be 0 to 1");
        refused(
                RunningBot.line("p").replaceFirst("\"rank\"", "\"toxic\":\"TOXIC\",\"rank\""),
                "toxic was \"TOXIC\" but must be true, false or absent");
    }

    private static void refused(String line, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StreamReply.read(line))
                .withMessageContaining(why);
    }
}
