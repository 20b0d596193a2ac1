package dev.fieldmark.jobs.cli;

import dev.fieldmark.domain.Identification.Answer;
import dev.fieldmark.jobs.evaluate.SpeciesEvaluation;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;

/**
 * What {@code evaluate} tells of a version for species; {@code --json} prints it as it is.
 *
 * @param photos that could be read
 * @param broken files that could not
 * @param top1 share whose species was the likeliest
 * @param top2 share whose species was among the two likeliest
 * @param ece expected calibration error in ten ranges of probability
 * @param crossEntropy mean, nats
 * @param confusion by what photos show, then by the likeliest species
 * @param answers how many photos got each
 * @param speciesPrecision how often the answer was right where it was a species
 * @param auroc of the score, the group's photos against those of nothing in it, where there are any
 * @param negativesRefused share of those that were told to be none of the group
 */
record SpeciesReport(
        ModelName model,
        ModelVersion version,
        String group,
        int photos,
        int broken,
        double top1,
        double top2,
        double ece,
        double crossEntropy,
        SortedMap<String, SortedMap<String, Integer>> confusion,
        Answers answers,
        OptionalDouble speciesPrecision,
        OptionalDouble auroc,
        OptionalDouble negativesRefused) {
    record Answers(int species, int genus, int unknown, int notThisGroup) {
        static Answers of(Map<Answer, Integer> counts) {
            return new Answers(
                    counts.getOrDefault(Answer.SPECIES, 0),
                    counts.getOrDefault(Answer.GENUS, 0),
                    counts.getOrDefault(Answer.UNKNOWN, 0),
                    counts.getOrDefault(Answer.NOT_THIS_GROUP, 0));
        }
    }

    static SpeciesReport of(ModelName model, ModelVersion version, SpeciesEvaluation evaluation, int broken) {
        return new SpeciesReport(
                model,
                version,
                evaluation.guide().group(),
                evaluation.answers().size(),
                broken,
                evaluation.answers().top(1),
                evaluation.answers().top(2),
                evaluation.answers().expectedCalibrationError(),
                evaluation.answers().crossEntropy(),
                evaluation.confusion(),
                Answers.of(evaluation.counts()),
                evaluation.precision(),
                evaluation.auroc(),
                evaluation.negativesRefused());
    }

    /** For people. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        Table species = Table.of("SPECIES", "PHOTOS", "RIGHT", "MOSTLY TAKEN FOR");
        confusion.forEach((latin, said) -> {
            int all = said.values().stream().mapToInt(Integer::intValue).sum();
            String other = said.entrySet().stream()
                    .filter(one -> !one.getKey().equals(latin))
                    .max(Map.Entry.comparingByValue())
                    .map(one -> one.getKey() + " (" + one.getValue() + ")")
                    .orElse("-");
            species.row(latin, String.valueOf(all), percent((double) said.getOrDefault(latin, 0) / all), other);
        });
        lines.addAll(species.lines());
        lines.add("");
        Table all = Table.of("ALL", "");
        all.row("photos", photos + (broken == 0 ? "" : ", and " + broken + " that can't be read"));
        all.row("top 1", percent(top1));
        all.row("top 2", percent(top2));
        all.row("expected calibration error", String.format(Locale.ROOT, "%.3f", ece));
        all.row(
                "answers",
                "species " + answers.species() + ", genus " + answers.genus() + ", unknown " + answers.unknown()
                        + ", not this group " + answers.notThisGroup());
        speciesPrecision.ifPresent(share -> all.row("right where a species", percent(share)));
        auroc.ifPresent(area -> all.row("AUROC against negatives", String.format(Locale.ROOT, "%.3f", area)));
        negativesRefused.ifPresent(share -> all.row("negatives told so", percent(share)));
        lines.addAll(all.lines());
        return lines;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f%%", 100 * share);
    }
}
