package dev.fieldmark.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ApiKeysTest {
    /** {@code printf %s secret | sha256sum} */
    private static final String HASH = "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b";

    @TempDir
    Path folder;

    @Test
    void knowsAKeyByItsHash() throws IOException {
        ApiKeys keys =
                ApiKeys.read(file("# those of the lab\n\n" + HASH + "  ann\n" + HASH.replace('2', '3') + " bob\n"));
        assertThat(keys.owner("secret")).contains("ann");
        assertThat(keys.owner("Secret")).isEmpty();
        assertThat(keys.owner("")).isEmpty();
        assertThat(keys.owner(HASH)).isEmpty();
    }

    @Test
    void namesEveryLineThatIsNoneWithoutShowingIt() throws IOException {
        Path file = file("secret ann\n" + HASH + "\n" + HASH.toUpperCase(java.util.Locale.ROOT) + " ann\n");
        assertThatThrownBy(() -> ApiKeys.read(file)).hasMessage("""
                        fieldmark.api-keys: %1$s line 1 must be a SHA-256 in hexadecimal and its owner's name
                        fieldmark.api-keys: %1$s line 2 must be a SHA-256 in hexadecimal and its owner's name""", file);
    }

    @Test
    void refusesAFileWithoutKeysAndOneThatIsNotThere() throws IOException {
        Path file = file("# none yet\n");
        assertThatThrownBy(() -> ApiKeys.read(file))
                .hasMessage("fieldmark.api-keys: " + file + " has no key but must have one at least");
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> ApiKeys.read(missing))
                .hasMessage("fieldmark.api-keys was '" + missing + "' but must be a text file");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("keys"), text);
    }
}
