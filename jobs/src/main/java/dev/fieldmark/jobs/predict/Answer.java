package dev.fieldmark.jobs.predict;

import dev.fieldmark.jobs.data.BadRow;

/**
 * What a line of a CSV was answered with.
 *
 * @param imageId the row's number, from 1
 * @param points thirty coordinates in pixels of the 96 x 96 picture, as the net gave them; empty for a bad row
 * @param badRow with an empty reason for a face
 */
public record Answer(int imageId, float[] points, BadRow badRow) {
    boolean isBad() {
        return !badRow.reason().isEmpty();
    }
}
