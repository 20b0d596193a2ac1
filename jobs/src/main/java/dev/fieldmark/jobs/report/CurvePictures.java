package dev.fieldmark.jobs.report;

import dev.fieldmark.jobs.draw.Curve;
import dev.fieldmark.jobs.draw.LearningCurves;
import dev.fieldmark.jobs.draw.Picture;
import dev.fieldmark.jobs.sweep.EpochLosses;
import dev.fieldmark.jobs.train.Measure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Learning curves of a study's trials, as pictures. */
public final class CurvePictures {
    private static final String NETWORK = "network";
    private static final int BEST = 6;

    private CurvePictures() {}

    /**
     * Of a study with specialists the best trial of each; else the best trials ({@code learning-curves}), and the best of all before all others ({@code learning-curves-all});
     * nothing where nothing was trained yet.
     */
    public static List<Picture> of(StudyReport report) {
        List<ReportedTrial> trained = report.leaderboard().stream()
                .filter(trial -> !trial.epochs().isEmpty())
                .toList();
        if (trained.isEmpty()) {
            return List.of();
        }
        if (!report.specialists().isEmpty()) {
            return List.of(specialists(report, trained));
        }
        List<ReportedTrial> best = trained.stream().limit(BEST).toList();
        return List.of(
                picture(
                        "learning-curves",
                        "Learning curves of " + report.study() + (trained.size() > BEST ? ", the best trials" : ""),
                        report.measure(),
                        best,
                        List.of()),
                picture(
                        "learning-curves-all",
                        "Learning curves of " + report.study() + ", all trials",
                        report.measure(),
                        trained.subList(0, 1),
                        trained.subList(1, trained.size())));
    }

    /** The best trial of each specialist so far and their mean, before all others. */
    private static Picture specialists(StudyReport report, List<ReportedTrial> trained) {
        String title = "Learning curves of " + report.study() + ", the best of each specialist";
        List<ReportedTrial> best = trained.stream()
                .filter(trial -> trial.place() == 1)
                .sorted(Comparator.comparing(ReportedTrial::trial))
                .toList();
        return Picture.chart(
                "learning-curves",
                title,
                new LearningCurves(
                        title,
                        report.measure().meaning(),
                        best.stream()
                                .map(trial -> curve(trial.specialist(), report.measure(), trial))
                                .toList(),
                        trained.stream()
                                .filter(trial -> !best.contains(trial))
                                .map(trial -> curve("", report.measure(), trial))
                                .toList(),
                        best.stream()
                                .map(trial -> report.specialists()
                                        .getOrDefault(trial.specialist(), 0)
                                        .doubleValue())
                                .toList())::draw);
    }

    /** These trials in one plot, {@code learning-curves-1-14} for the trials 1 and 14. */
    public static Picture compared(StudyReport report, List<ReportedTrial> trials) {
        String numbers =
                trials.stream().map(trial -> String.valueOf(trial.trial())).collect(Collectors.joining("-"));
        return picture(
                "learning-curves-" + numbers,
                "Learning curves of " + report.study(),
                report.measure(),
                trials,
                List.of());
    }

    private static Picture picture(
            String name, String title, Measure measure, List<ReportedTrial> trials, List<ReportedTrial> others) {
        List<ReportedTrial> all = new ArrayList<>(trials);
        all.addAll(others);
        boolean isNamedByNetwork = all.stream()
                        .map(trial -> trial.parameters().getOrDefault(NETWORK, ""))
                        .distinct()
                        .count()
                > 1;
        return Picture.chart(
                name,
                title,
                new LearningCurves(
                        title,
                        measure.meaning(),
                        trials.stream()
                                .map(trial -> curve(trial, measure, isNamedByNetwork))
                                .toList(),
                        others.stream()
                                .map(trial -> curve(trial, measure, isNamedByNetwork))
                                .toList(),
                        List.of())::draw);
    }

    private static Curve curve(ReportedTrial trial, Measure measure, boolean isNamedByNetwork) {
        String network = trial.parameters().getOrDefault(NETWORK, "");
        String name = (isNamedByNetwork && !network.isEmpty() ? network + ", " : "") + "trial " + trial.trial();
        return curve(name, measure, trial);
    }

    private static Curve curve(String name, Measure measure, ReportedTrial trial) {
        return new Curve(
                name, told(trial, measure, EpochLosses::trainLoss), told(trial, measure, EpochLosses::validLoss));
    }

    private static List<Double> told(ReportedTrial trial, Measure measure, ToDoubleFunction<EpochLosses> loss) {
        return trial.epochs().stream()
                .map(epoch -> measure.of(loss.applyAsDouble(epoch)))
                .toList();
    }
}
