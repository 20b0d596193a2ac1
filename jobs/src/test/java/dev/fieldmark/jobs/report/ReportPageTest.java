package dev.fieldmark.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fieldmark.jobs.flink.files.FileLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);

    @TempDir
    Path temporary;

    private StudyReport report() throws IOException {
        return StudyReport.of(ReportSource.read(FileLocation.of(temporary.resolve("faces"))));
    }

    @Test
    void holdsAllItNeeds() throws IOException {
        WrittenStudy.ofFortyTrials(temporary.resolve("faces")).over(1);
        String html = ReportPage.html(report(), WinnerPictures.NONE);
        assertThat(html)
                .startsWith("<!doctype html>")
                .contains("<title>faces · Fieldmark</title>", "Apache Software Foundation", "function showCurves()")
                .doesNotContain("<link", "<script src", "@import", "url(http")
                .doesNotContain(
                        "{{style}}", "{{script}}", "{{data}}", "{{title}}", "{{pictures}}", "{{echarts}}", "<figure");
        assertThat(data(html).get("leaderboard")).hasSize(40);
        assertThat(data(html).at("/outcome/version").asInt()).isEqualTo(3);
    }

    @Test
    void textOfAStudyStaysText() throws IOException {
        String hostile = "</script><script>alert(1)</script> & {{echarts}}";
        new WrittenStudy(temporary.resolve("faces"))
                .trial("<b>state", Map.of("learning-rate", "0.01", "updater", "adam"), 0.1)
                .running(hostile);
        String html = ReportPage.html(report(), WinnerPictures.NONE);
        assertThat(html)
                .contains("<h1>&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; {{echarts}}</h1>")
                .doesNotContain("<script>alert", "<b>state");
        assertThat(data(html).get("study").asText()).isEqualTo(hostile);
        assertThat(data(html).at("/leaderboard/0/state").asText()).isEqualTo("<b>state");
    }

    @Test
    void isWrittenWholeAndLeavesNothingAside() throws IOException {
        new WrittenStudy(temporary.resolve("faces")).running("faces");
        Path folder = Files.createDirectory(temporary.resolve("pages"));
        ReportPage.write(report(), WinnerPictures.NONE, folder.resolve("faces.html"));
        ReportPage.write(report(), WinnerPictures.NONE, folder.resolve("faces.html"));
        assertThat(folder).isDirectoryContaining("glob:**/faces.html");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
        assertThat(folder.resolve("faces.html")).hasContent(ReportPage.html(report(), WinnerPictures.NONE));
    }

    private static JsonNode data(String html) throws IOException {
        Matcher data = DATA.matcher(html);
        assertThat(data.find()).isTrue();
        return JsonMapper.builder().build().readTree(data.group(1));
    }
}
