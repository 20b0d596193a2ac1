package dev.fieldmark.jobs.flink.sweep;

import org.apache.flink.api.connector.source.SourceSplit;

/** A piece of the sweep's work: a trial, or last of all the publication. Small: weights lie in files that it names. */
sealed interface SweepSplit extends SourceSplit permits TrialSplit, PublicationSplit {}
