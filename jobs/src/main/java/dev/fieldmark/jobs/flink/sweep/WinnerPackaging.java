package dev.fieldmark.jobs.flink.sweep;

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
        Path folder = setup.studyFolder().newPublication();
        Optional<Publish> publish = setup.parts().spec().publish();
        if (last.winners().isEmpty()) {
            write(folder, Outcome.noWinner());
        } else if (publish.isEmpty()) {
            write(folder, Outcome.of(Outcome.Kind.UNPUBLISHED, last, "", "the spec has no publish section"));
        } else {
            stage(last, publish.get(), folder);
        }
        return folder.toString();
    }

    private void stage(PublicationSplit last, Publish publish, Path folder) throws IOException {
        String model = publish.model().value();
        var provenance = new WinnersProvenance(setup, jobId, last.winners());
        ModelDraft draft;
        try {
            Path files = Files.createDirectories(folder.resolve("files"));
            draft = setup.parts().packager().pack(members(provenance), publish.model(), provenance.of(), files);
        } catch (ParityException e) {
            write(folder, Outcome.of(Outcome.Kind.REFUSED, last, model, String.valueOf(e.getMessage())));
            return;
        }
        Optional<String> kept = publish.when() == When.ALWAYS
                ? Optional.empty()
                : new Champion(setup.parts().store()).beats(draft);
        if (kept.isPresent()) {
            write(folder, Outcome.of(Outcome.Kind.KEPT, last, model, kept.get()));
        } else {
            Outcome published = Outcome.of(Outcome.Kind.PUBLISHED, last, model, "");
            StagedPublication.write(folder, published.with(setup.parts().spec()), draft);
        }
    }

    private void write(Path folder, Outcome outcome) throws IOException {
        StagedPublication.write(folder, outcome.with(setup.parts().spec()));
    }

    private List<Member> members(WinnersProvenance winners) throws IOException {
        var members = new ArrayList<Member>();
        for (Winner winner : winners.winners()) {
            TrainingPlan plan = setup.plan(winner.trial());
            members.add(new Member(winners.name(winner), plan, bestWeights(winner, plan)));
        }
        return members;
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
}
