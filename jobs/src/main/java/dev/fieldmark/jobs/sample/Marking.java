package dev.fieldmark.jobs.sample;

/**
 * One layer of colour on a wing.
 *
 * @param strength how much of the ground it hides, 0 to 1
 */
record Marking(Pattern pattern, Colour colour, double strength) {}
