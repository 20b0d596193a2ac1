package dev.fieldmark.jobs.train;

import java.util.Map;

/**
 * How the weights learn.
 *
 * @param updater of the weights
 * @param learningRate at the first epoch
 * @param learningRateEnd at the last of the schedule
 * @param schedule the learning rate's way from one to the other
 * @param momentum at the first epoch (Nesterov's; Adam's beta1 where the updater is adam)
 * @param momentumEnd at the last, linear in between
 * @param weightDecay share of the learning rate by which each update shrinks the weights, biases and norms left alone
 *     (Loshchilov and Hutter 2019); 0 shrinks none
 * @param batchSize pictures a batch
 */
public record Learning(
        Updater updater,
        double learningRate,
        double learningRateEnd,
        Schedule.Shape schedule,
        double momentum,
        double momentumEnd,
        double weightDecay,
        int batchSize) {
    /** The updaters. */
    public enum Updater {
        NESTEROVS,
        ADAM
    }

    public Learning {
        Rule.POSITIVE.check("learning-rate", learningRate);
        Rule.POSITIVE.check("learning-rate-end", learningRateEnd);
        Rule.SHARE.check("momentum", momentum);
        Rule.SHARE.check("momentum-end", momentumEnd);
        Rule.SHARE.check("weight-decay", weightDecay);
        Rule.COUNT.check("batch-size", batchSize);
    }

    void putSettings(Map<String, String> settings) {
        settings.put("updater", Words.of(updater));
        settings.put("learning-rate", String.valueOf(learningRate));
        settings.put("learning-rate-end", String.valueOf(learningRateEnd));
        settings.put("schedule", Words.of(schedule));
        settings.put("momentum", String.valueOf(momentum));
        settings.put("momentum-end", String.valueOf(momentumEnd));
        settings.put("weight-decay", String.valueOf(weightDecay));
        settings.put("batch-size", String.valueOf(batchSize));
    }
}
