package dev.fieldmark.jobs.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fieldmark.jobs.flink.sweep.Outcome;
import dev.fieldmark.jobs.spec.Search;
import dev.fieldmark.jobs.spec.SweepSpec;
import dev.fieldmark.jobs.sweep.Searches;
import dev.fieldmark.jobs.sweep.StudyTable;
import dev.fieldmark.jobs.sweep.TrialRow;
import dev.fieldmark.jobs.sweep.importance.Importance;
import dev.fieldmark.jobs.sweep.importance.TriedSetting;
import dev.fieldmark.jobs.train.EpochResult;
import dev.fieldmark.jobs.train.Measure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is to be said about a study: the JSON document of {@code report --json}, and the data of the page. Losses are as
 * trained: of faces mean squared errors in network units, of photos cross entropies in nats.
 *
 * @param over whether the study has an outcome
 * @param phase {@code training}, {@code publishing} or {@code over}
 * @param irreproducible epochs that were trained again and gave other bits: must be 0
 * @param sampler in the words of the spec
 * @param pruner in the words of the spec
 * @param maxEpochs of a trial
 * @param measure in which losses are told
 * @param unit of that, a blank before it; empty where it has none
 * @param meaning of that, in words
 * @param pixelsPerUnit of faces: rmse in pixels is this times the root of a loss
 * @param specialists how many points each answers for, by name; none where the study has none
 * @param winners the trial with the lowest loss of those that ended and did not diverge, one of each specialist
 * @param winnersLoss of the winners, over all points; NaN while a specialist has none
 * @param winnersRmsePixels the same of faces, in pixels
 * @param parameters that are searched, in the order of the spec
 * @param leaderboard all trials, of each specialist the lowest loss first and those that diverged last
 * @param importance of the parameters, the greatest first, sum 1; empty where too few trials ended
 * @param fewestForImportance how many trials must have ended for it
 */
public record StudyReport(
        String study,
        boolean over,
        String phase,
        int trialsEnded,
        int trialsTotal,
        int irreproducible,
        String sampler,
        String pruner,
        int maxEpochs,
        Measure measure,
        String unit,
        String meaning,
        double pixelsPerUnit,
        EpochsSpent epochs,
        Map<String, Integer> specialists,
        List<Integer> winners,
        double winnersLoss,
        OptionalDouble winnersRmsePixels,
        Optional<Outcome> outcome,
        List<SearchedParameter> parameters,
        List<ReportedTrial> leaderboard,
        List<BestSoFar> bestSoFar,
        Map<String, Double> importance,
        int fewestForImportance,
        List<Rung> rungs) {
    /** The first of the winners; empty where there is none. */
    @JsonProperty
    public OptionalInt winner() {
        return winners.isEmpty() ? OptionalInt.empty() : OptionalInt.of(winners.get(0));
    }

    /** Puts a study in order. */
    public static StudyReport of(ReportSource source) {
        StudyTable table = source.table();
        SweepSpec spec = source.spec();
        List<TrialRow> winners = winners(spec, table.trials());
        double winnersLoss = Searches.meanLoss(
                winners,
                trial -> spec.search(trial).points().points().size(),
                spec.searches().size());
        return new StudyReport(
                table.study(),
                source.outcome().isPresent(),
                table.phase(),
                table.trialsEnded(),
                table.trialsTotal(),
                table.irreproducible(),
                words(spec, Search::sampler),
                words(spec, Search::pruner),
                spec.maxEpochs(),
                spec.measure(),
                spec.measure().unit(),
                spec.measure().meaning(),
                EpochResult.PIXELS_PER_UNIT,
                EpochsSpent.of(table.trials(), table.trialsTotal(), spec),
                specialists(spec),
                winners.stream().map(TrialRow::trial).toList(),
                winnersLoss,
                ReportedTrial.rmsePixels(winnersLoss, spec.measure()),
                source.outcome(),
                Stream.concat(
                                SearchedParameter.ofSpecialists(
                                        specialists(spec).keySet()),
                                spec.searches().stream()
                                        .flatMap(search -> SearchedParameter.of(search.space()).stream()))
                        .distinct()
                        .toList(),
                leaderboard(source),
                spec.hasSpecialists() ? List.of() : BestSoFar.of(table.trials()),
                spec.hasSpecialists()
                        ? Map.of()
                        : Importance.of(spec.searches().get(0).space(), settings(table.trials())),
                Importance.FEWEST,
                Rung.of(spec::isRung, table.trials()));
    }

    private static String words(SweepSpec spec, Function<Search, Object> part) {
        return spec.searches().stream()
                .map(search -> part.apply(search).toString())
                .distinct()
                .collect(Collectors.joining("; "));
    }

    private static Map<String, Integer> specialists(SweepSpec spec) {
        var points = new LinkedHashMap<String, Integer>();
        if (spec.hasSpecialists()) {
            spec.searches()
                    .forEach(search -> points.put(
                            search.specialist(), search.points().points().size()));
        }
        return points;
    }

    /** In the order of the spec's specialists. */
    private static List<TrialRow> winners(SweepSpec spec, List<TrialRow> rows) {
        var best = new TreeMap<Integer, TrialRow>();
        rows.stream()
                .filter(row -> row.ended() && row.hasPlace())
                .sorted(TrialRow.bestFirst())
                .forEach(row -> best.putIfAbsent(row.trial() % spec.searches().size(), row));
        return List.copyOf(best.values());
    }

    private static List<ReportedTrial> leaderboard(ReportSource source) {
        var trials = new ArrayList<ReportedTrial>();
        var places = new HashMap<String, Integer>();
        for (TrialRow row :
                source.table().trials().stream().sorted(TrialRow.bestFirst()).toList()) {
            int place = row.hasPlace() ? places.merge(row.specialist(), 1, Integer::sum) : 0;
            trials.add(ReportedTrial.of(place, row, source.spec().measure(), source.folder()));
        }
        return trials;
    }

    /** Trials that ended, by the lowest loss each reached, however soon it was stopped; a diverged one failed. */
    private static List<TriedSetting> settings(List<TrialRow> rows) {
        return rows.stream()
                .filter(TrialRow::ended)
                .map(row ->
                        new TriedSetting(row.parameters(), row.hasPlace() ? row.bestLoss() : Double.POSITIVE_INFINITY))
                .toList();
    }
}
