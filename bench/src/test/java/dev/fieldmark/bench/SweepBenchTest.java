package dev.fieldmark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SweepBenchTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine bench =
            Bench.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    @Test
    void measuresAllThreeAsOneDocument() throws IOException {
        assertThat(bench.execute("sweep", "--seeds", "1", "--json")).isZero();
        JsonNode figures = new ObjectMapper().readTree(out.toString());
        assertThat(figures.at("/functions")).hasSize(14);
        assertThat(figures.get("work").get(0).get("method").asText()).isEqualTo("random");
        assertThat(figures.at("/slots"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.at("/sameTable").asBoolean()).isTrue());
        assertThat(err.toString().lines()).hasSize(3);
    }

    @Test
    void refusesNoSeeds() {
        assertThat(bench.execute("sweep", "--seeds", "0")).isEqualTo(2);
        assertThat(err.toString().strip()).isEqualTo("bench: --seeds was 0 but must be >= 1");
    }
}
