package dev.fieldmark.jobs.sweep;

import java.io.Serializable;

/** What the study says to a {@link Report}: the same report always gets the same answer. */
public record Answer(int trial, int epoch, boolean stop) implements Serializable {}
