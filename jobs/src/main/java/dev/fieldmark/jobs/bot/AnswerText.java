package dev.fieldmark.jobs.bot;

import dev.fieldmark.domain.FieldGuide;
import dev.fieldmark.jobs.bot.StreamReply.Guess;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the photographer reads: {@value #MOST_CHARACTERS} characters at most. Where all does not fit, this goes first: the
 * second species' common name, its link, the first one's common name, its link. Names, probabilities, what is toxic, and a
 * warning never go.
 */
public final class AnswerText {
    /** Unicode characters (code points); a link counts in full. */
    public static final int MOST_CHARACTERS = 300;

    /** Two of these, a warning and the words around fit into an answer; the longest Latin names have half as many. */
    private static final int MOST_LATIN = 60;

    private static final int FULL = 4;

    private final String group;

    /** For photos of a group, e.g. {@code butterflies}. */
    public AnswerText(String group) {
        this.group = group;
    }

    /** The answer to a photo. */
    public String of(StreamReply reply) {
        if (reply instanceof StreamReply.Identified found) {
            return identified(found);
        }
        return warned("I couldn't open this photo. Could you send it again, as a JPEG or PNG?", Optional.empty());
    }

    /** To somebody who sent no photo. */
    public String help() {
        return warned(
                "Hello! Send me a photo of one of the %s, and I'll name the two likeliest species.".formatted(things()),
                Optional.empty());
    }

    /** To somebody whose photo could not be had. */
    public String notFetched() {
        return warned("I couldn't fetch your photo. Could you send it again, with at most 20 MB?", Optional.empty());
    }

    private String identified(StreamReply.Identified found) {
        return switch (found.answer()) {
            case SPECIES ->
                pair(
                        found.edibleOrToxic()
                                ? "Careful, one of these two is toxic. Most likely "
                                : "Thanks for the photo! Most likely ",
                        found);
            case GENUS -> found.edibleOrToxic() ? unsurePair(found) : genus(found);
            case UNKNOWN ->
                found.edibleOrToxic()
                        ? unsurePair(found)
                        : warned(
                                "I can't tell which of the %s this is; a closer, sharper photo may help."
                                        .formatted(things()),
                                found.warning());
            case NOT_THIS_GROUP ->
                warned(
                        "I see none of the %s that I know in this photo. Is it close enough?".formatted(things()),
                        found.warning());
        };
    }

    private String unsurePair(StreamReply.Identified found) {
        return pair("I'm not sure, and one of these two is toxic: ", found);
    }

    /** The common names and links of the two, one less at each step until the text fits. */
    private String pair(String opening, StreamReply.Identified found) {
        List<Guess> two = found.guesses();
        return firstThatFits(extras -> warned(
                opening + named(two.get(0), extras >= 2, extras >= 1) + "\nor "
                        + named(two.get(1), extras >= FULL, extras >= 3),
                found.warning()));
    }

    private String genus(StreamReply.Identified found) {
        Guess genus = found.genus().orElseThrow();
        return firstThatFits(extras -> warned(
                "The genus is " + named(genus, extras >= 2, false)
                        + "; which species, this photo doesn't tell me."
                        + (extras >= 1 ? link(genus) : ""),
                found.warning()));
    }

    private interface Form {
        /** With all extras where it is {@link #FULL}, with none where it is 0. */
        String with(int extras);
    }

    private static String firstThatFits(Form form) {
        return IntStream.iterate(FULL, extras -> extras >= 0, extras -> extras - 1)
                .mapToObj(form::with)
                .filter(text -> text.codePointCount(0, text.length()) <= MOST_CHARACTERS)
                .findFirst()
                .orElseThrow();
    }

    private static String named(Guess guess, boolean common, boolean link) {
        return cut(guess.latin())
                + (common ? guess.commonName().map(name -> " (" + name + ")").orElse("") : "")
                + (guess.toxic() ? ", TOXIC, " : ", ")
                + percent(guess.probability())
                + (link ? link(guess) : "");
    }

    private static String link(Guess guess) {
        return guess.link().map(link -> " " + link).orElse("");
    }

    private static String cut(String latin) {
        if (latin.codePointCount(0, latin.length()) <= MOST_LATIN) {
            return latin;
        }
        return latin.substring(0, latin.offsetByCodePoints(0, MOST_LATIN - 1)) + "…";
    }

    /** Whole percent; never the certainty that rounding would make of it. */
    static String percent(double probability) {
        long rounded = Math.round(probability * 100);
        if (rounded == 0) {
            return "<1%";
        }
        return rounded == 100 ? ">99%" : rounded + "%";
    }

    private String warned(String text, Optional<String> warning) {
        boolean mushrooms = group.equals(FieldGuide.MUSHROOMS);
        return warning.or(() -> mushrooms ? Optional.of(FieldGuide.NEVER_EAT) : Optional.empty())
                .map(words -> text + "\n" + words)
                .orElse(text);
    }

    private String things() {
        return group.replace('-', ' ');
    }
}
