package dev.fieldmark.domain;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a photo shows, as far as a net can tell.
 *
 * @param answer how far that is
 * @param candidates the likeliest species, two or more, the likeliest first, whatever the answer
 * @param genus the likeliest genus and the sum of its species' probabilities, where that is the answer
 * @param score how much the photo looks like any of the group, a number without unit
 * @param edibleOrToxic whether one of the two likeliest species is known to be toxic and the other is not
 * @param warning what must be said with every answer, where there is such
 */
public record Identification(
        Answer answer,
        List<Candidate> candidates,
        Optional<Candidate> genus,
        double score,
        boolean edibleOrToxic,
        Optional<String> warning) {
    /** How far a net can tell what a photo shows. */
    public enum Answer {
        /** Most likely the first candidate. */
        SPECIES,
        /** A species of the genus; which one is not clear. */
        GENUS,
        /** Something of the group; what is not clear. */
        UNKNOWN,
        /** Nothing of the group. */
        NOT_THIS_GROUP;

        /** As in answers: {@code not-this-group}. */
        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Identification {
        candidates = List.copyOf(candidates);
        if (candidates.size() < 2) {
            throw new IllegalArgumentException("candidates were " + candidates.size() + " but must be 2 or more");
        }
        if ((answer == Answer.GENUS) != genus.isPresent()) {
            throw new IllegalArgumentException(
                    "genus was " + genus + " but must be there exactly where it is the answer, which was " + answer);
        }
    }
}
