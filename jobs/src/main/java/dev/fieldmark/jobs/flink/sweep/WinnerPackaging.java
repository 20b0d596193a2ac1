package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.data.TemporaryFolder;
import dev.fieldmark.jobs.flink.files.FileLocation;
import dev.fieldmark.jobs.flink.sweep.PublicationSplit.Winner;
import dev.fieldmark.jobs.onnx.ModelPackager.Member;
import dev.fieldmark.jobs.onnx.ParityException;
import dev.fieldmark.jobs.spec.SweepSpec.Publish;
import dev.fieldmark.jobs.spec.SweepSpec.When;
import dev.fieldmark.jobs.train.Training;
import dev.fieldmark.jobs.train.TrainingPlan;
import dev.fieldmark.store.ModelDraft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the winners ready, on the trainer's thread: a {@link StagedPublication} for the committer. */
final class WinnerPackaging {
    private static final Logger LOG = LoggerFactory.getLogger(WinnerPackaging.class);

    private final SweepSetup setup;
    private final String jobId;

    WinnerPackaging(SweepSetup setup, String jobId) {
        this.setup = setup;
        this.jobId = jobId;
    }

    /** Gives the folder of the staged publication. */
    String stage(PublicationSplit last) throws IOException {
        var staged = new StagedPublication(setup.studyFolder().newPublication());
        Optional<Publish> publish = setup.parts().spec().publish();
        if (last.winners().isEmpty()) {
            write(staged, Outcome.noWinner());
        } else if (publish.isEmpty()) {
            write(staged, Outcome.of(Outcome.Kind.UNPUBLISHED, last, "", "the spec has no publish section"));
        } else {
            stage(last, publish.get(), staged);
        }
        return staged.folder().toString();
    }

    private void stage(PublicationSplit last, Publish publish, StagedPublication staged) throws IOException {
        try (var files = TemporaryFolder.create("fieldmark-winner")) {
            stage(last, publish, staged, files.path());
        }
    }

    private void stage(PublicationSplit last, Publish publish, StagedPublication staged, Path files)
            throws IOException {
        String model = publish.model().value();
        var provenance = new WinnersProvenance(setup, jobId, last.winners());
        ModelDraft draft;
        try {
            List<Member> members = members(provenance, files);
            draft = setup.parts().packager().pack(members, publish.model(), provenance.of(), files);
        } catch (ParityException e) {
            write(staged, Outcome.of(Outcome.Kind.REFUSED, last, model, String.valueOf(e.getMessage())));
            return;
        }
        Optional<String> kept = publish.when() == When.ALWAYS
                ? Optional.empty()
                : new Champion(setup.parts().store()).beats(draft);
        if (kept.isPresent()) {
            write(staged, Outcome.of(Outcome.Kind.KEPT, last, model, kept.get()));
        } else {
            Outcome published = Outcome.of(Outcome.Kind.PUBLISHED, last, model, "");
            staged.write(published.with(setup.parts().spec()), draft);
        }
    }

    private void write(StagedPublication staged, Outcome outcome) throws IOException {
        staged.write(outcome.with(setup.parts().spec()));
    }

    private List<Member> members(WinnersProvenance winners, Path files) throws IOException {
        var members = new ArrayList<Member>();
        for (Winner winner : winners.winners()) {
            TrainingPlan plan = setup.plan(winner.trial());
            members.add(new Member(winners.name(winner), plan, bestWeights(winner, plan, files)));
        }
        return members;
    }

    /** A copy of them. */
    private Path bestWeights(Winner winner, TrainingPlan plan, Path files) throws IOException {
        Path copy = files.resolve("best-" + winner.trial().number());
        FileLocation best = FileLocation.of(winner.best());
        if (best.isFile()) {
            best.read(original -> Files.copy(original, copy));
            return copy;
        }
        LOG.warn(
                "Trial {} is trained again: its best weights are gone ({})",
                winner.trial().number(),
                best);
        try (Training training = setup.parts().engine().start(plan)) {
            while (training.epoch() < winner.epochs()) {
                training.trainEpoch();
            }
            training.saveBest(copy);
        }
        return copy;
    }
}
