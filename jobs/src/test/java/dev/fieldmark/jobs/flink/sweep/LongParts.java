package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.onnx.ModelPackager;
import dev.fieldmark.jobs.spec.SweepSpec;
import dev.fieldmark.jobs.sweep.prune.Asha;
import dev.fieldmark.jobs.train.EpochResult;
import dev.fieldmark.jobs.train.Training;
import dev.fieldmark.jobs.train.TrainingEngine;
import dev.fieldmark.store.ModelStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * A sweep of 24 trials with ASHA whose epochs take their time, and are logged.
 *
 * @param real where engine, packager and store come from
 * @param epochTime of each epoch; packing and publishing take three times as long
 */
record LongParts(FakeParts real, EpochLog log, Duration epochTime) implements WrappedParts {
    static final int TRIALS = 24;
    private static final int EPOCHS = 27;

    @Override
    public SweepSpec spec() {
        return FakeParts.spec(
                new Asha(4, 2, EPOCHS),
                TRIALS,
                EPOCHS,
                Optional.of(new SweepSpec.Publish(FakeParts.MODEL, SweepSpec.When.BETTER_THAN_LATEST, 1)));
    }

    @Override
    public TrainingEngine engine() {
        return new WrappedTraining.Engine(real.engine(), training -> new LoggedTraining(training, log, epochTime));
    }

    @Override
    public ModelPackager packager() {
        ModelPackager packager = real.packager();
        return (members, model, provenance, folder) -> {
            var draft = packager.pack(members, model, provenance, folder);
            pause(epochTime.multipliedBy(3));
            return draft;
        };
    }

    @Override
    public ModelStore store() {
        ModelStore store = real.store();
        return (ModelStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ModelStore.class}, (proxy, method, arguments) -> {
                    try {
                        if (!method.getName().equals("publish")) {
                            return method.invoke(store, arguments);
                        }
                        pause(epochTime.multipliedBy(3));
                        Object result = method.invoke(store, arguments);
                        pause(epochTime.multipliedBy(3));
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private record LoggedTraining(Training real, String attempt, EpochLog log, Duration epochTime)
            implements WrappedTraining {
        LoggedTraining(Training real, EpochLog log, Duration epochTime) {
            this(real, UUID.randomUUID().toString(), log, epochTime);
        }

        @Override
        public EpochResult trainEpoch() {
            int epoch = real.epoch() + 1;
            log.begin(attempt, epoch);
            pause(epochTime);
            EpochResult result = real.trainEpoch();
            log.end(attempt, epoch);
            return result;
        }
    }
}
