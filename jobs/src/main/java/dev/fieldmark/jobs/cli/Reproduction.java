package dev.fieldmark.jobs.cli;

import dev.fieldmark.jobs.flink.sweep.SweepSetup;
import dev.fieldmark.jobs.sweep.EpochLosses;
import dev.fieldmark.jobs.sweep.Trial;
import dev.fieldmark.jobs.sweep.TrialRow;
import dev.fieldmark.jobs.train.EpochResult;
import dev.fieldmark.jobs.train.Training;
import dev.fieldmark.jobs.train.TrainingEngine;
import dev.fieldmark.jobs.train.TrainingPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;

/** Trains one trial of a study again, alone and without Flink, and holds each epoch against the study's table. */
record Reproduction(TrainingEngine engine, TrainingPlan plan, TrialRow row) {
    static Reproduction of(SweepSetup setup, TrialRow row) throws IOException {
        return new Reproduction(setup.parts().engine(), setup.plan(new Trial(row.trial(), row.parameters())), row);
    }

    /** Whether every epoch came out the same, to the last bit. */
    boolean run(PrintWriter out) throws IOException {
        out.println("trial " + row.trial() + ": " + row.parameters());
        out.println("epoch    train loss    valid loss   the study's");
        boolean same = true;
        try (Training training = engine.start(plan)) {
            for (EpochLosses known : row.epochs()) {
                EpochResult result = training.trainEpoch();
                boolean equal = known.equals(new EpochLosses(result.trainLoss(), result.validLoss()));
                same &= equal;
                out.println(String.format(
                        Locale.ROOT,
                        "%5d  %12s  %12s   %s",
                        result.epoch(),
                        Leaderboard.loss(result.trainLoss()),
                        Leaderboard.loss(result.validLoss()),
                        equal ? "same" : "differs: " + known.trainLoss() + ", " + known.validLoss()));
                out.flush();
            }
        }
        out.println(same ? "the same to the last bit" : "differs: another kind of CPU, or another build?");
        return same;
    }
}
