package dev.fieldmark.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.fieldmark.jobs.data.BadDataException;
import dev.fieldmark.jobs.flink.files.FileLocation;
import dev.fieldmark.jobs.report.SearchedParameter.Scale;
import dev.fieldmark.jobs.spec.SpecException;
import dev.fieldmark.jobs.sweep.prune.Hyperband;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyReportTest {
    private static final Map<String, String> SGD =
            Map.of("learning-rate", "0.01", "updater", "nesterovs", "momentum", "0.9");
    private static final Map<String, String> ADAM = Map.of("learning-rate", "0.001", "updater", "adam");

    @TempDir
    Path temporary;

    private Path folder;
    private WrittenStudy study;

    @BeforeEach
    void startStudy() throws IOException {
        folder = temporary.resolve("faces");
        study = new WrittenStudy(folder);
    }

    private StudyReport report() throws IOException {
        return StudyReport.of(ReportSource.read(FileLocation.of(folder)));
    }

    @Test
    void placesTheLowestLossFirstAndWhatDivergedLast() throws IOException {
        study.trial("completed", SGD, 0.04, 0.02, 0.03)
                .trial("diverged", SGD, 0.001, Double.NaN)
                .trial("pruned", ADAM, 0.05, 0.01)
                .trial("running", ADAM)
                .trial("running", ADAM, 0.005)
                .running("faces");
        var report = report();
        assertThat(report.leaderboard()).extracting(ReportedTrial::trial).containsExactly(4, 2, 0, 3, 1);
        assertThat(report.leaderboard()).extracting(ReportedTrial::place).containsExactly(1, 2, 3, 0, 0);
        assertThat(report.winner()).as("of those that ended").hasValue(2);
        assertThat(report.leaderboard().get(1).rmsePixels().getAsDouble()).isCloseTo(4.8, within(1e-9));
        assertThat(report.over()).isFalse();
        assertThat(report.trialsEnded()).isEqualTo(3);
    }

    @Test
    void countsWhatWasTrainedAndSaved() throws IOException {
        study.trial("completed", SGD, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)
                .trial("pruned", SGD, 1, 1)
                .trial("early-stopped", SGD, 1, 1, 1)
                .trial("pruned", SGD, 1, 1, 1, 1)
                .trial("running", SGD, 1)
                .running("faces");
        assertThat(report().epochs()).isEqualTo(new EpochsSpent(20, 400, Map.of("pruned", 14L, "early-stopped", 7L)));
    }

    @Test
    void followsTheLowestLossThroughTheTrialsInOrder() throws IOException {
        study.trial("diverged", SGD, 0.0001, Double.NaN)
                .trial("pruned", SGD, 0.04, 0.03)
                .trial("running", SGD)
                .trial("completed", SGD, 0.05)
                .trial("completed", SGD, 0.02, 0.01)
                .running("faces");
        assertThat(report().bestSoFar())
                .containsExactly(
                        new BestSoFar(2, 0, Double.NaN, Double.NaN),
                        new BestSoFar(4, 1, 0.03, 0.03),
                        new BestSoFar(5, 3, 0.05, 0.03),
                        new BestSoFar(7, 4, 0.01, 0.01));
    }

    @Test
    void saysWhoWasPrunedAtWhichRung() throws IOException {
        study.trial("completed", SGD, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)
                .trial("pruned", SGD, 1, 1)
                .trial("early-stopped", SGD, 1, 1, 1, 1)
                .trial("running", SGD, 1)
                .running("faces");
        assertThat(report().rungs())
                .extracting(Rung::epoch, rung -> rung.reached().size(), Rung::pruned)
                .containsExactly(tuple(2, 3, List.of(1)), tuple(4, 2, List.of()), tuple(8, 1, List.of()));
    }

    @Test
    void comparesATrialAtTheRungsOfItsBracketAlone() throws IOException {
        for (int trial = 0; trial < 12; trial++) {
            study.trial("completed", SGD, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        }
        study.running("faces");
        var rungs = Rung.of(
                new Hyperband(2, 3, 10)::isRung,
                ReportSource.read(FileLocation.of(folder)).table().trials());
        assertThat(rungs).extracting(Rung::epoch).containsExactly(2, 6);
        var late = rungs.get(1).reached();
        assertThat(rungs.get(0).reached()).isNotEmpty().hasSizeLessThan(late.size());
        assertThat(late).as("and those of the bracket that never compares").hasSizeLessThan(12);
    }

    @Test
    void isNotOverWhereTheBudgetGrewSince() throws IOException {
        study.trial("completed", SGD, 0.01, 0.02).over(0);
        assertThat(report().over()).isTrue();
        study.enlarged(40, 30);
        assertThat(report().over()).isFalse();
        assertThat(report().maxEpochs()).isEqualTo(30);
        assertThat(report().epochs().fullBudget()).isEqualTo(1200);
    }

    @Test
    void showsWhatIsSearchedAndNoConstant() throws IOException {
        study.running("faces");
        assertThat(report().parameters())
                .extracting(SearchedParameter::name, SearchedParameter::scale)
                .containsExactly(
                        tuple("learning-rate", Scale.LOG),
                        tuple("momentum", Scale.LINEAR),
                        tuple("updater", Scale.CATEGORY),
                        tuple("dense1-units", Scale.WHOLE));
        assertThat(report().parameters().get(1).when()).isEqualTo("updater is nesterovs");
        assertThat(report().parameters().get(0).ends()).containsExactly("1.0E-4", "0.1");
    }

    @Test
    void findsWhichParameterDecided() throws IOException {
        WrittenStudy.ofFortyTrials(folder).over(1);
        var importance = report().importance();
        assertThat(importance.keySet()).startsWith("learning-rate").doesNotContain("flip", "batch-size");
        assertThat(importance.get("learning-rate")).isGreaterThan(0.5);
        assertThat(importance).containsKey("momentum");
    }

    @Test
    void givesTheCommandThatTrainsATrialAgain() throws IOException {
        study.trial("completed", SGD, 1).running("faces");
        assertThat(report().leaderboard().get(0).reproduce())
                .isEqualTo("./fieldmark sweep --resume " + folder + " --reproduce 0");
        var spaced = temporary.resolve("it's here");
        new WrittenStudy(spaced).trial("completed", SGD, 1).running("faces");
        assertThat(StudyReport.of(ReportSource.read(FileLocation.of(spaced)))
                        .leaderboard()
                        .get(0)
                        .reproduce())
                .isEqualTo("./fieldmark sweep --resume '" + temporary + "/it'\\''s here' --reproduce 0");
    }

    @Test
    void refusesWhatIsNoStudysFolder() throws IOException {
        assertThatThrownBy(() -> ReportSource.read(FileLocation.of(temporary.resolve("gone"))))
                .isInstanceOf(BadDataException.class)
                .hasMessage(temporary.resolve("gone")
                        + ": was missing but must be the folder of a study, such as studies/faces");
        assertThatThrownBy(() -> ReportSource.read(FileLocation.of(folder)))
                .isInstanceOf(BadDataException.class)
                .hasMessage(folder + ": has no study.json but must be the folder of a study, such as studies/faces");
        study.running("faces");
        Files.writeString(folder.resolve("study.yaml"), "version: 1\nstudy: faces\n");
        assertThatThrownBy(() -> ReportSource.read(FileLocation.of(folder))).isInstanceOf(SpecException.class);
    }

    @Test
    void namesTheFileAndPlaceOfBrokenJson() throws IOException {
        Files.writeString(folder.resolve("study.json"), "{\"study\": \"faces\",\n \"phase\": oops}");
        assertThatThrownBy(() -> ReportSource.read(FileLocation.of(folder)))
                .isInstanceOf(BadDataException.class)
                .hasMessageStartingWith(folder.resolve("study.json") + " (line 2, column ")
                .hasMessageContaining("was broken but must be as the sweep wrote it: ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void specialistsHavePlacesOfTheirOwnAndTheWholeTheMeanOfTheirBest() throws IOException {
        Files.writeString(folder.resolve("study.yaml"), """
                version: 1
                study: faces
                task: {kind: keypoints}
                network: net1
                seed: 1
                budget: {trials: 2, max-epochs: 10}
                specialists:
                  nose: {points: [nose_tip], budget: {max-epochs: 5}}
                  others:
                    points: [left_eye_center, right_eye_center, left_eye_inner_corner, left_eye_outer_corner,
                      right_eye_inner_corner, right_eye_outer_corner, left_eyebrow_inner_end, left_eyebrow_outer_end,
                      right_eyebrow_inner_end, right_eyebrow_outer_end, mouth_left_corner, mouth_right_corner,
                      mouth_center_top_lip, mouth_center_bottom_lip]
                """);
        var nose = Map.of("specialist", "nose");
        var others = Map.of("specialist", "others");
        study.trial("completed", nose, 0.05, 0.04)
                .trial("completed", others, 0.03, 0.01)
                .trial("completed", nose, 0.02)
                .trial("completed", others, 0.02, 0.015)
                .running("faces");

        var report = report();

        assertThat(report.leaderboard()).extracting(ReportedTrial::trial).containsExactly(2, 0, 1, 3);
        assertThat(report.leaderboard()).extracting(ReportedTrial::place).containsExactly(1, 2, 1, 2);
        assertThat(report.winners()).containsExactly(2, 1);
        assertThat(report.specialists()).containsEntry("nose", 1).containsEntry("others", 14);
        assertThat(report.winnersRmsePixels().getAsDouble())
                .isCloseTo(48 * Math.sqrt((0.02 + 14 * 0.01) / 15), within(1e-9));
        assertThat(report.epochs().fullBudget()).isEqualTo(2 * 5 + 2 * 10);
        assertThat(CurvePictures.of(report)).hasSize(1);
    }
}
