package dev.fieldmark.jobs.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fieldmark.jobs.report.WrittenStudy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
    private static final Map<String, String> SETTING = Map.of("learning-rate", "0.01", "updater", "adam");

    @TempDir
    Path folder;

    private Path study() {
        return folder.resolve("faces");
    }

    private Path page() {
        return folder.resolve("faces.html");
    }

    @Test
    void writesAPage() throws IOException {
        WrittenStudy.ofFortyTrials(study()).over(1);
        var run = Cli.run("report", "--study", study(), "--output", page());
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo(page() + ": faces, 40 of 40 trials ended" + System.lineSeparator());
        assertThat(page()).content().startsWith("<!doctype html>");
    }

    @Test
    void printsOneDocument() throws IOException {
        WrittenStudy.ofFortyTrials(study()).over(1);
        var run = Cli.run("report", "--study", study(), "--json");
        assertThat(run.exitCode()).isZero();
        var document = JsonMapper.builder().build().readTree(run.out());
        assertThat(document.get("leaderboard")).hasSize(40);
        assertThat(document.get("bestSoFar")).hasSize(40);
        assertThat(document.at("/importance/learning-rate").asDouble()).isPositive();
        assertThat(document.at("/rungs/0/epoch").asInt()).isEqualTo(2);
        assertThat(document.at("/rungs/0/pruned")).hasSize(20);
    }

    @Test
    @Timeout(30)
    void followsAStudyUntilItIsOver() throws Exception {
        var written = new WrittenStudy(study()).trial("running", SETTING, 0.1).running("faces");
        var run = CompletableFuture.supplyAsync(
                () -> Cli.run("report", "--study", study(), "--output", page(), "--follow"));
        while (!Files.exists(page())) {
            Thread.onSpinWait();
        }
        assertThat(run).isNotDone();
        written.trial("completed", SETTING, 0.01).over(1);
        var ended = run.get(20, SECONDS);
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err()).contains("written anew every 2 s until faces is over", "faces is over");
        assertThat(page()).content().contains("\"over\":true");
    }

    @Test
    void drawsLearningCurves() throws IOException {
        WrittenStudy.ofFortyTrials(study()).over(1);
        Path plots = folder.resolve("some/plots");
        var run = Cli.run("report", "--study", study(), "--plots", plots, "--compare", "3,12");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).startsWith(plots + ": faces, 40 of 40 trials ended");
        try (var files = Files.list(plots)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "learning-curves.png", "learning-curves-all.png", "learning-curves-3-12.png");
        }
    }

    @Test
    void saysOnThePageWhyTheWinnersAnswersAreMissing() throws IOException {
        new WrittenStudy(study())
                .trial("completed", SETTING, 0.1, 0.01)
                .ranOn(folder.resolve("data"), folder.resolve("gone"))
                .over(0);
        var run = Cli.run("report", "--study", study(), "--output", page());
        assertThat(run.exitCode()).isZero();
        assertThat(page())
                .content()
                .contains("What keypoints@3 answers can't be shown: the store " + folder.resolve("gone")
                        + " is not here.");
    }

    @Test
    void refusesToCompareWhatCanNotBeCompared() throws IOException {
        WrittenStudy.ofFortyTrials(study()).over(1);
        Path plots = folder.resolve("plots");
        refuses("--compare needs --plots", "report", "--study", study(), "--json", "--compare", "1,2");
        refuses("must name two to eight different", "report", "--study", study(), "--plots", plots, "--compare", "1");
        refuses("must name two to eight different", "report", "--study", study(), "--plots", plots, "--compare", "1,1");
        refuses(
                "--compare was 99 but must be a trial of faces that has trained",
                "report",
                "--study",
                study(),
                "--plots",
                plots,
                "--compare",
                "1,99");
        assertThat(plots).doesNotExist();
    }

    @Test
    void refusesBadInputInOneLine() throws IOException {
        refuses("was missing but must be the folder of a study", "report", "--study", study(), "--output", page());
        Files.createDirectories(study());
        refuses("has no study.json", "report", "--study", study(), "--output", page());
        new WrittenStudy(study()).running("faces");
        Files.writeString(study().resolve("study.json"), "{");
        refuses("was broken but must be as the sweep wrote it", "report", "--study", study(), "--output", page());
        new WrittenStudy(study()).running("faces");
        refuses("--output is missing", "report", "--study", study());
        refuses("--follow needs --output", "report", "--study", study(), "--json", "--follow");
        refuses("a folder, but must be a file", "report", "--study", study(), "--output", folder);
        refuses(
                "must lie in a folder that exists",
                "report",
                "--study",
                study(),
                "--output",
                folder.resolve("a/b.html"));
    }

    private void refuses(String message, Object... arguments) {
        var run = Cli.run(arguments);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(message).hasLineCount(1);
        assertThat(page()).doesNotExist();
    }
}
