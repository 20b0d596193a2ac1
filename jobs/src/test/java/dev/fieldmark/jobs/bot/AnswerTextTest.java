package dev.fieldmark.jobs.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldmark.domain.FieldGuide;
import dev.fieldmark.domain.Identification.Answer;
import dev.fieldmark.jobs.bot.StreamReply.Broken;
import dev.fieldmark.jobs.bot.StreamReply.Guess;
import dev.fieldmark.jobs.bot.StreamReply.Identified;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswerTextTest {
    private static final String LINK = "https://www.gbif.org/species/1898286";
    private static final AnswerText BUTTERFLIES = new AnswerText("butterflies");
    private static final AnswerText MUSHROOMS = new AnswerText("mushrooms");

    private static Guess guess(String latin, String common, double probability, boolean toxic) {
        return new Guess(
                latin,
                probability,
                common.isEmpty() ? Optional.empty() : Optional.of(common),
                Optional.of(LINK),
                toxic);
    }

    private static Identified species(Guess first, Guess second) {
        boolean one = first.toxic() != second.toxic();
        return new Identified("p", Answer.SPECIES, List.of(first, second), Optional.empty(), one, Optional.empty());
    }

    private static Identified withAnswer(Answer answer, Optional<Guess> genus, boolean edibleOrToxic) {
        return new Identified(
                "p",
                answer,
                List.of(
                        guess("Amanita rubescens", "Blusher", 0.4, false),
                        guess("Amanita pantherina", "Panther Cap", 0.35, edibleOrToxic)),
                genus,
                edibleOrToxic,
                Optional.of(FieldGuide.NEVER_EAT));
    }

    private static int characters(String text) {
        return text.codePointCount(0, text.length());
    }

    @Test
    void namesTwoWithProbabilitiesCommonNamesAndLinks() {
        assertThat(BUTTERFLIES.of(species(
                        guess("Vanessa atalanta", "Red Admiral", 0.914, false),
                        guess("Vanessa cardui", "Painted Lady", 0.06, false))))
                .isEqualTo("Thanks for the photo! Most likely Vanessa atalanta (Red Admiral), 91% " + LINK
                        + "\nor Vanessa cardui (Painted Lady), 6% " + LINK);
    }

    @Test
    void leavesOutWhatIsNotKnown() {
        assertThat(BUTTERFLIES.of(species(
                        new Guess("Vanessa atalanta", 0.9, Optional.empty(), Optional.empty(), false),
                        new Guess("Vanessa cardui", 0.1, Optional.empty(), Optional.empty(), false))))
                .isEqualTo("Thanks for the photo! Most likely Vanessa atalanta, 90%\nor Vanessa cardui, 10%");
    }

    @Test
    void dropsTheSecondCommonNameFirstThenItsLinkThenTheFirstOnes() {
        String first = "A".repeat(10);
        assertThat(drops(first.repeat(8), first.repeat(8))).isEqualTo("first common, first link, second link");
        assertThat(drops(first.repeat(15), first)).isEqualTo("first common, first link");
        assertThat(drops(first.repeat(17), first)).isEqualTo("first common, first link");
        assertThat(drops(first.repeat(19), first)).isEqualTo("first link");
    }

    /** Which extras are left when the common names are these. */
    private static String drops(String firstCommon, String secondCommon) {
        String text = BUTTERFLIES.of(species(
                guess("Vanessa atalanta", firstCommon, 0.9, false), guess("Vanessa cardui", secondCommon, 0.1, false)));
        String first = text.substring(0, text.indexOf('\n'));
        String second = text.substring(text.indexOf('\n'));
        assertThat(characters(text)).isLessThanOrEqualTo(AnswerText.MOST_CHARACTERS);
        List<String> left = new java.util.ArrayList<>();
        if (first.contains("(")) {
            left.add("first common");
        }
        if (first.contains(LINK)) {
            left.add("first link");
        }
        if (second.contains("(")) {
            left.add("second common");
        }
        if (second.contains(LINK)) {
            left.add("second link");
        }
        return String.join(", ", left);
    }

    @Test
    void neverRoundsToCertainty() {
        assertThat(AnswerText.percent(0.9999)).isEqualTo(">99%");
        assertThat(AnswerText.percent(0.0001)).isEqualTo("<1%");
        assertThat(AnswerText.percent(0.994)).isEqualTo("99%");
    }

    @Test
    void isOneLineWhenUnsure() {
        assertThat(BUTTERFLIES.of(new Identified(
                        "p",
                        Answer.GENUS,
                        List.of(guess("Pieris rapae", "", 0.5, false), guess("Pieris napi", "", 0.4, false)),
                        Optional.of(guess("Pieris", "Whites", 0.93, false)),
                        false,
                        Optional.empty())))
                .isEqualTo("The genus is Pieris (Whites), 93%; which species, this photo doesn't tell me. " + LINK);
        for (Answer answer : List.of(Answer.UNKNOWN, Answer.NOT_THIS_GROUP)) {
            assertThat(BUTTERFLIES.of(new Identified(
                            "p",
                            answer,
                            List.of(guess("Pieris rapae", "", 0.5, false), guess("Pieris napi", "", 0.4, false)),
                            Optional.empty(),
                            false,
                            Optional.empty())))
                    .doesNotContain("\n")
                    .contains("butterflies");
        }
        assertThat(BUTTERFLIES.of(new Broken("p"))).doesNotContain("\n");
    }

    @Test
    void aMushroomsEveryAnswerWarns() {
        Optional<Guess> genus = Optional.of(guess("Amanita", "", 0.9, false));
        assertThat(List.of(
                        MUSHROOMS.of(withAnswer(Answer.SPECIES, Optional.empty(), false)),
                        MUSHROOMS.of(withAnswer(Answer.SPECIES, Optional.empty(), true)),
                        MUSHROOMS.of(withAnswer(Answer.GENUS, genus, false)),
                        MUSHROOMS.of(withAnswer(Answer.GENUS, genus, true)),
                        MUSHROOMS.of(withAnswer(Answer.UNKNOWN, Optional.empty(), true)),
                        MUSHROOMS.of(withAnswer(Answer.NOT_THIS_GROUP, Optional.empty(), false)),
                        MUSHROOMS.of(new Broken("p")),
                        MUSHROOMS.help(),
                        MUSHROOMS.notFetched()))
                .allSatisfy(text -> {
                    assertThat(text).endsWith("\n" + FieldGuide.NEVER_EAT);
                    assertThat(characters(text)).isLessThanOrEqualTo(AnswerText.MOST_CHARACTERS);
                });
    }

    @Test
    void saysPlainlyWhichOfTheTwoIsToxicEvenWhenUnsure() {
        Optional<Guess> genus = Optional.of(guess("Amanita", "", 0.75, false));
        for (Identified found : List.of(
                withAnswer(Answer.SPECIES, Optional.empty(), true),
                withAnswer(Answer.GENUS, genus, true),
                withAnswer(Answer.UNKNOWN, Optional.empty(), true))) {
            assertThat(MUSHROOMS.of(found))
                    .contains("one of these two is toxic")
                    .contains("Amanita rubescens (Blusher), 40%")
                    .contains("Amanita pantherina")
                    .contains("TOXIC, 35%");
        }
    }

    @Test
    void theLongestNamesFitWithWarningAndToxicity() {
        String monstrous = "A" + "b".repeat(400);
        for (Answer answer : List.of(Answer.SPECIES, Answer.UNKNOWN)) {
            String text = MUSHROOMS.of(new Identified(
                    "p",
                    answer,
                    List.of(guess(monstrous, monstrous, 0.9999, true), guess(monstrous, monstrous, 0.00001, false)),
                    Optional.empty(),
                    true,
                    Optional.of("w".repeat(StreamReply.MOST_WARNING))));
            assertThat(characters(text)).isLessThanOrEqualTo(AnswerText.MOST_CHARACTERS);
            assertThat(text).contains("TOXIC, >99%").contains("<1%").endsWith("w".repeat(100));
        }
    }
}
