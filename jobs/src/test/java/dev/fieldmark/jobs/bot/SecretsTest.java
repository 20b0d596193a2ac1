package dev.fieldmark.jobs.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fieldmark.jobs.data.BadDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    private static final String NAME = "FIELDMARK_TELEGRAM_SECRET";

    @TempDir
    private Path folder;

    private static String require(Map<String, String> environment) throws IOException {
        return new Secrets(environment).require(NAME, Pattern.compile("[a-z]{4,}"), "4 letters or more");
    }

    @Test
    void comeFromAVariableOrFromAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "swordfish\n");

        assertThat(require(Map.of(NAME, "swordfish"))).isEqualTo("swordfish");
        assertThat(require(Map.of(NAME + "_FILE", file.toString()))).isEqualTo("swordfish");
    }

    @Test
    void mustBeThereOnceAndAreNeverTold() {
        refused(Map.of(), NAME + " is missing");
        refused(Map.of(NAME, "swordfish", NAME + "_FILE", "secret"), NAME + " was given twice");
        refused(Map.of(NAME, "SWORDFISH"), NAME + " must be 4 letters or more");
    }

    private static void refused(Map<String, String> environment, String why) {
        assertThatExceptionOfType(BadDataException.class)
                .isThrownBy(() -> require(environment))
                .withMessageContaining(why)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContainIgnoringCase("swordfish"));
    }
}
