package dev.fieldmark.jobs.spec;

import java.io.Serializable;

/**
 * A budget that was given to a study later, in place of its spec's.
 *
 * @param trials in all, >= 1
 * @param maxEpochs of each trial, >= 1
 */
public record MoreBudget(int trials, int maxEpochs) implements Serializable {
    public MoreBudget {
        require(trials, "trials");
        require(maxEpochs, "max-epochs");
    }

    private static void require(int value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " was " + value + " but must be >= 1");
        }
    }

    /**
     * Reads what a user wrote, such as {@code trials=48,max-epochs=60}; what is not named stays.
     *
     * @throws IllegalArgumentException where it is no budget, is smaller than the spec's, or is no more than that
     */
    public static MoreBudget of(String text, SweepSpec spec) {
        if (spec.hasSpecialists()) {
            throw new IllegalArgumentException("budget was " + text + " but must be left out: " + spec.study()
                    + " has specialists, each with a budget of its own");
        }
        int trials = spec.trials();
        int maxEpochs = spec.maxEpochs();
        for (String part : text.split(",", -1)) {
            String[] words = part.strip().split("=", -1);
            if (words.length != 2 || !words[1].matches("[0-9]{1,9}")) {
                throw broken(text, "such as trials=48,max-epochs=60");
            }
            int value = Integer.parseInt(words[1]);
            switch (words[0]) {
                case "trials" -> trials = value;
                case "max-epochs" -> maxEpochs = value;
                default -> throw broken(text, "such as trials=48,max-epochs=60");
            }
        }
        String now = "trials=" + spec.trials() + ",max-epochs=" + spec.maxEpochs();
        if (trials < spec.trials() || maxEpochs < spec.maxEpochs()) {
            throw broken(text, "no smaller than " + now);
        }
        if (trials == spec.trials() && maxEpochs == spec.maxEpochs()) {
            throw broken(text, "larger than " + now);
        }
        return new MoreBudget(trials, maxEpochs);
    }

    private static IllegalArgumentException broken(String text, String rule) {
        return new IllegalArgumentException("budget was " + text + " but must be " + rule);
    }
}
