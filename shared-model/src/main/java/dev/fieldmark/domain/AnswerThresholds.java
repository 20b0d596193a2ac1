package dev.fieldmark.domain;

/**
 * When an answer is given; fitted to photos that a net did not learn from.
 *
 * @param group a photo whose score is lower shows nothing of the group
 * @param species least probability of the likeliest species for it to be the answer, 0 to 1
 * @param genus least probability of the likeliest genus, where no species is, 0 to 1
 */
public record AnswerThresholds(double group, double species, double genus) {
    public AnswerThresholds {
        if (Double.isNaN(group)) {
            throw new IllegalArgumentException("group was NaN but must be a number");
        }
        requireShare("species", species);
        requireShare("genus", genus);
    }

    private static void requireShare(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " was " + value + " but must be 0 to 1");
        }
    }
}
