package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.flink.sweep.PublicationSplit.Winner;
import dev.fieldmark.jobs.sweep.TrialRow;
import dev.fieldmark.jobs.train.KeypointGroup;
import dev.fieldmark.jobs.train.Subject;
import dev.fieldmark.jobs.train.TrainingPlan;
import dev.fieldmark.store.Provenance;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where a version comes from that joins these winners: with the first's trial number and seed. */
record WinnersProvenance(SweepSetup setup, String jobId, List<Winner> winners) {
    WinnersProvenance {
        winners = List.copyOf(winners);
    }

    Provenance of() throws IOException {
        Optional<StudyInit> init = setup.hashes().init().isEmpty()
                ? Optional.empty()
                : setup.studyFolder().init();
        var parameters = new TreeMap<String, String>();
        init.map(StudyInit::parameters).ifPresent(parameters::putAll);
        parameters.put(Provenance.VALIDATION_FRACTION, Double.toString(setup.validationFraction()));
        if (setup.plan(winners.get(0).trial()).recipe().subject() instanceof Subject.Features features) {
            parameters.putAll(features.backbone().parameters());
        }
        parameters.putAll(parameters());
        SortedMap<String, String> environment = new TreeMap<>(Versions.read());
        environment.put("backend", setup.parts().engine().backend());
        environment.put("device", setup.parts().engine().device());
        environment.put("flink-job", jobId);
        environment.put("jdk", Runtime.version().toString());
        Winner first = winners.get(0);
        return new Provenance(
                setup.parts().spec().study(),
                setup.fingerprint(),
                first.trial().number(),
                setup.plan(first.trial()).seed(),
                setup.hashes().content(),
                setup.hashes().split(),
                parameters,
                init.map(StudyInit::parents).orElse(List.of()),
                environment);
    }

    /** What all winners have alike, by its name; what not, by the winner's and its own: {@code eyes.learning-rate}. */
    private SortedMap<String, String> parameters() throws IOException {
        var all = new TreeMap<String, SortedMap<String, String>>();
        for (Winner winner : winners) {
            all.put(name(winner), parameters(winner));
        }
        var names = new HashSet<String>();
        all.values().forEach(own -> names.addAll(own.keySet()));
        var merged = new TreeMap<String, String>();
        for (String name : names) {
            Set<Optional<String>> values = new HashSet<>();
            all.values().forEach(own -> values.add(Optional.ofNullable(own.get(name))));
            all.forEach((winner, own) -> Optional.ofNullable(own.get(name))
                    .ifPresent(value -> merged.put(values.size() == 1 ? name : winner + "." + name, value)));
        }
        return merged;
    }

    /** A name of its own for each of the winners; {@code model} where there is but one. */
    String name(Winner winner) {
        if (winners.size() == 1) {
            return "model";
        }
        int number = winner.trial().number();
        String specialist = setup.parts().spec().search(number).specialist();
        if (specialist.isEmpty()) {
            return TrialSplit.id(number);
        }
        return setup.parts().spec().ensemble() == 1 ? specialist : specialist + "-" + TrialSplit.id(number);
    }

    private SortedMap<String, String> parameters(Winner winner) throws IOException {
        TrainingPlan plan = setup.plan(winner.trial());
        var parameters = new TreeMap<>(plan.recipe().settings());
        parameters.put("network", plan.recipe().network());
        parameters.put("rows", plan.rows().word());
        parameters.put("max-epochs", Integer.toString(plan.maxEpochs()));
        parameters.put("patience", Integer.toString(plan.patience()));
        parameters.put("threads", Integer.toString(plan.threads()));
        if (winners.size() > 1) {
            parameters.put("trial", Integer.toString(winner.trial().number()));
            parameters.put("seed", Long.toString(plan.seed()));
        }
        if (!plan.points().equals(KeypointGroup.ALL)) {
            parameters.put(
                    TrialRow.SPECIALIST,
                    setup.parts().spec().search(winner.trial().number()).specialist());
            parameters.put("points", plan.points().toString());
        }
        if (plan.init().isPresent()) {
            parameters.put(
                    "init-layers",
                    setup.parts()
                            .engine()
                            .inheritance(plan.recipe(), plan.init().get().read())
                            .toString());
        }
        return parameters;
    }
}
