package dev.fieldmark.jobs.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fieldmark.domain.Identification.Answer;
import dev.fieldmark.jobs.bot.StreamReply.Guess;
import java.util.List;
import java.util.Optional;
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
