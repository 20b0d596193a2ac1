package dev.fieldmark.jobs.flink.sweep;

import java.io.Serializable;

/**
 * What a trainer leaves of a trial that is over.
 *
 * @param best file of its best weights; empty where it can't win
 * @param state file of its training state; empty where it did not complete its budget, or that could not be kept
 */
record Handover(String best, String state) implements Serializable {
    static final Handover NOTHING = new Handover("", "");
}
