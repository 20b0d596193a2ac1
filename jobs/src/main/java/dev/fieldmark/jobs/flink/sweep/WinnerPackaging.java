package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.flink.sweep.PublicationSplit.Winner;
import dev.fieldmark.jobs.onnx.ModelPackager.Member;
import dev.fieldmark.jobs.onnx.ParityException;
import dev.fieldmark.jobs.spec.SweepSpec;
import dev.fieldmark.jobs.spec.SweepSpec.Publish;
import dev.fieldmark.jobs.spec.SweepSpec.When;
import dev.fieldmark.jobs.train.Training;
import dev.fieldmark.jobs.train.TrainingPlan;
import dev.fieldmark.store.ModelDraft;
import dev.fieldmark.store.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the winner ready, on the trainer's thread: a {@link StagedPublication} for the committer. */
final class WinnerPackaging {
    private static final Logger LOG = LoggerFactory.getLogger(WinnerPackaging.class);

    private final SweepSetup setup;
    private final String jobId;

    WinnerPackaging(SweepSetup setup, String jobId) {
        this.setup = setup;
        this.jobId = jobId;
    }

    /** Gives the folder of the staged publication. */
    String stage(Optional<Winner> winner) throws IOException {
        Path folder = setup.studyFolder().newPublication();
        Optional<Publish> publish = setup.parts().spec().publish();
        if (winner.isEmpty()) {
            write(folder, Outcome.noWinner());
        } else if (publish.isEmpty()) {
            String why = "the spec has no publish section";
            write(folder, Outcome.of(Outcome.Kind.UNPUBLISHED, winner.get(), "", why));
        } else {
            stage(winner.get(), publish.get(), folder);
        }
        return folder.toString();
    }

    private void stage(Winner winner, Publish publish, Path folder) throws IOException {
        String model = publish.model().value();
        TrainingPlan plan = setup.plan(winner.trial());
        Path best = bestWeights(winner, plan);
        ModelDraft draft;
        try {
            Path files = Files.createDirectories(folder.resolve("files"));
            draft = setup.parts()
                    .packager()
                    .pack(List.of(new Member("model", plan, best)), publish.model(), provenance(winner, plan), files);
        } catch (ParityException e) {
            write(folder, Outcome.of(Outcome.Kind.REFUSED, winner, model, String.valueOf(e.getMessage())));
            return;
        }
        Optional<String> kept = publish.when() == When.ALWAYS
                ? Optional.empty()
                : new Champion(setup.parts().store()).beats(draft);
        if (kept.isPresent()) {
            write(folder, Outcome.of(Outcome.Kind.KEPT, winner, model, kept.get()));
        } else {
            StagedPublication.write(
                    folder,
                    Outcome.of(Outcome.Kind.PUBLISHED, winner, model, "").with(setup.budget()),
                    draft);
        }
    }

    private void write(Path folder, Outcome outcome) throws IOException {
        StagedPublication.write(folder, outcome.with(setup.budget()));
    }

    private Path bestWeights(Winner winner, TrainingPlan plan) throws IOException {
        Path best = Path.of(winner.best());
        if (Files.exists(best)) {
            return best;
        }
        LOG.warn(
                "Trial {} is trained again: its best weights are gone ({})",
                winner.trial().number(),
                best);
        Path again = setup.studyFolder().newFile(winner.trial().number(), "best");
        try (Training training = setup.parts().engine().start(plan)) {
            while (training.epoch() < winner.epochs()) {
                training.trainEpoch();
            }
            training.saveBest(again);
        }
        return again;
    }

    private Provenance provenance(Winner winner, TrainingPlan plan) throws IOException {
        SweepSpec spec = setup.parts().spec();
        SortedMap<String, String> parameters = new TreeMap<>(plan.recipe().settings());
        parameters.put("network", plan.recipe().network());
        parameters.put("rows", plan.rows().word());
        parameters.put("max-epochs", Integer.toString(plan.maxEpochs()));
        parameters.put("patience", Integer.toString(plan.patience()));
        parameters.put("threads", Integer.toString(plan.threads()));
        parameters.put(Provenance.VALIDATION_FRACTION, Double.toString(plan.validationFraction()));
        Optional<StudyInit> init = setup.hashes().init().isEmpty()
                ? Optional.empty()
                : setup.studyFolder().init();
        if (init.isPresent() && plan.init().isPresent()) {
            parameters.putAll(init.get().parameters());
            parameters.put(
                    "init-layers",
                    setup.parts()
                            .engine()
                            .inheritance(plan.recipe(), plan.init().get().read())
                            .toString());
        }
        SortedMap<String, String> environment = new TreeMap<>(Versions.read());
        environment.put("backend", setup.parts().engine().backend());
        environment.put("flink-job", jobId);
        environment.put("jdk", Runtime.version().toString());
        return new Provenance(
                spec.study(),
                setup.fingerprint(),
                winner.trial().number(),
                plan.seed(),
                setup.hashes().content(),
                setup.hashes().split(),
                parameters,
                init.map(StudyInit::parents).orElse(List.of()),
                environment);
    }
}
