package dev.fieldmark.jobs.bot;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fieldmark.domain.Identification;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What the stream found in a photo, as far as an answer needs it: a line of its replies. */
public sealed interface StreamReply {
    /** Characters of a warning that leave room for an answer. */
    int MOST_WARNING = 100;

    /** The name of the file that it answers. */
    String photo();

    /** It could not be read as a picture. */
    record Broken(String photo) implements StreamReply {}

    /**
     * What it shows.
     *
     * @param guesses the likeliest species, two or more, the likeliest first
     * @param genus where that is the answer
     * @param edibleOrToxic whether one of the two likeliest is known to be toxic and the other is not
     * @param warning what must be said, where there is such
     */
    record Identified(
            String photo,
            Identification.Answer answer,
            List<Guess> guesses,
            Optional<Guess> genus,
            boolean edibleOrToxic,
            Optional<String> warning)
            implements StreamReply {
        public Identified {
            if (guesses.size() < 2) {
                throw new IllegalArgumentException("candidates were " + guesses.size() + " but must be 2 or more");
            }
            if ((answer == Identification.Answer.GENUS) != genus.isPresent()) {
                throw new IllegalArgumentException("genus must be there exactly where it is the answer");
            }
            if (warning.isPresent() && warning.get().length() > MOST_WARNING) {
                throw new IllegalArgumentException(
                        "warning had " + warning.get().length() + " characters but must have at most " + MOST_WARNING);
            }
            guesses = List.copyOf(guesses);
        }
    }

    /**
     * A taxon that it may show.
     *
     * @param probability 0 to 1
     * @param commonName in English, where known
     * @param link to its page at GBIF, where known
     * @param toxic whether it is known to be
     */
    record Guess(String latin, double probability, Optional<String> commonName, Optional<String> link, boolean toxic) {}

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException with what is wrong with it
     */
    static StreamReply read(String line) {
        try {
            JsonNode json = new JsonMapper().readTree(line);
            String photo = text(json, "photo");
            String answer = text(json, "answer");
            if (answer.equals("broken")) {
                return new Broken(photo);
            }
            return new Identified(
                    photo,
                    answer(answer),
                    StreamSupport.stream(json.path("candidates").spliterator(), false)
                            .map(StreamReply::guess)
                            .toList(),
                    json.hasNonNull("genus") ? Optional.of(guess(json.get("genus"))) : Optional.empty(),
                    json.path("edibleOrToxic").asBoolean(),
                    optional(json.path("warning")));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    private static Guess guess(JsonNode json) {
        JsonNode probability = json.path("probability");
        if (!probability.isNumber() || !(probability.asDouble() >= 0 && probability.asDouble() <= 1)) {
            throw new IllegalArgumentException("probability was " + probability + " but must be 0 to 1");
        }
        return new Guess(
                text(json, "latin"),
                probability.asDouble(),
                optional(json.path("commonNames").path("en")),
                optional(json.path("link")),
                toxic(json.path("toxic")));
    }

    private static boolean toxic(JsonNode known) {
        if (!known.isBoolean() && !known.isMissingNode()) {
            throw new IllegalArgumentException("toxic was " + known + " but must be true, false or absent");
        }
        return known.asBoolean();
    }

    private static Identification.Answer answer(String label) {
        return Arrays.stream(Identification.Answer.values())
                .filter(each -> each.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "answer was '" + label + "' but must be species, genus, unknown, not-this-group or broken"));
    }

    private static String text(JsonNode json, String field) {
        return optional(json.path(field))
                .orElseThrow(() -> new IllegalArgumentException(field + " is missing but must be a text"));
    }

    private static Optional<String> optional(JsonNode node) {
        return node.isTextual() && !node.textValue().isBlank() ? Optional.of(node.textValue()) : Optional.empty();
    }
}
