package dev.fieldmark.jobs.data;

/**
 * What a line of a CSV turned out to be: a face, or why not.
 *
 * @param row its number in the CSV, from 1
 * @param greys empty for a bad row
 * @param targets empty for a bad row
 * @param badRow with an empty reason for a face
 */
public record ParsedRow(int row, byte[] greys, float[] targets, BadRow badRow) {
    private static final BadRow NONE = new BadRow(0, "", "", false);

    static ParsedRow good(int row, byte[] greys, float[] targets) {
        return new ParsedRow(row, greys, targets, NONE);
    }

    static ParsedRow bad(int row, BadRow badRow) {
        return new ParsedRow(row, new byte[0], new float[0], badRow);
    }

    public boolean isBad() {
        return !badRow.reason().isEmpty();
    }

    /** Adds the face or the bad row to its block. */
    public void addTo(ShardBlock block) {
        if (isBad()) {
            block.add(badRow);
        } else {
            block.add(new FaceRow(row, greys, targets));
        }
    }
}
