package dev.fieldmark.jobs.identify;

/**
 * How far a stream has come.
 *
 * @param answered photos whose replies are final, broken ones among them
 * @param broken of them
 */
public record Tally(long answered, long broken) {
    static final Tally NONE = new Tally(0, 0);

    /** With more. */
    public Tally plus(long moreAnswered, long moreBroken) {
        return new Tally(answered + moreAnswered, broken + moreBroken);
    }
}
