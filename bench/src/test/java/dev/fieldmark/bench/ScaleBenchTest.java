package dev.fieldmark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ScaleBenchTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine bench =
            Bench.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    @Test
    void measuresStudiesAndStoresAsOneDocument() throws IOException {
        assertThat(bench.execute("scale", "--trials", "20,30", "--slots", "1,40", "--versions", "3", "--json"))
                .isZero();
        JsonNode figures = new ObjectMapper().readTree(out.toString());
        assertThat(figures.at("/studies")).hasSize(4).allSatisfy(study -> {
            assertThat(study.get("reports").asInt())
                    .isGreaterThanOrEqualTo(study.get("trials").asInt());
            assertThat(study.get("snapshotBytes").asInt()).isPositive();
        });
        // the table does not depend on slots, nor what a checkpoint holds of it
        assertThat(figures.at("/studies/0/reports")).isEqualTo(figures.at("/studies/1/reports"));
        assertThat(figures.at("/studies/0/snapshotBytes")).isEqualTo(figures.at("/studies/1/snapshotBytes"));
        assertThat(figures.at("/stores/0/versions").asInt()).isEqualTo(3);
    }

    @Test
    void refusesNone() {
        assertThat(bench.execute("scale", "--slots", "8,0")).isEqualTo(2);
        assertThat(err.toString().strip()).isEqualTo("bench: --slots was [8, 0] but each must be >= 1");
    }
}
