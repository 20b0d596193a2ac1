package dev.fieldmark.jobs.sample;

import java.util.List;

/**
 * What a species' fore- or hindwings look like.
 *
 * @param markings the later over the earlier
 */
record WingDesign(WingShape shape, Colour ground, List<Marking> markings) {}
