package dev.fieldmark.jobs.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
    private static final Map<String, String> HEADER = Map.of("epoch", "3", "text", "a=b");

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("state");
        StateFile.write(file, new TreeMap<>(HEADER), List.of(bytes("one"), bytes("more")));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void change(int place, int by) throws IOException {
        byte[] all = Files.readAllBytes(file);
        all[place < 0 ? all.length + place : place] += (byte) by;
        Files.write(file, all);
    }

    @Test
    void readsWhatWasWrittenAndLeavesNothingAside() throws IOException {
        ByteBuffer first = ByteBuffer.allocate(3);
        ByteBuffer second = ByteBuffer.allocate(4);

        StateFile.read(file, List.of(first, second));

        assertThat(StateFile.header(file)).isEqualTo(HEADER);
        assertThat(first).isEqualTo(bytes("one"));
        assertThat(second).isEqualTo(bytes("more"));
        assertThat(folder).isDirectoryContaining(path -> path.equals(file)).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void refusesAFileThatIsNoState() throws IOException {
        change(0, 1);

        assertThatThrownBy(() -> StateFile.header(file)).hasMessage(file + ": is no training state of format 1");
    }

    @Test
    void refusesAnotherLength() {
        List<ByteBuffer> tooLong = List.of(ByteBuffer.allocate(9));

        assertThatThrownBy(() -> StateFile.read(file, tooLong))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + ": length was ")
                .hasMessageContaining(" but must be ");
    }

    @Test
    void refusesAFlippedBit() throws IOException {
        change(-10, 1);

        assertThatThrownBy(() -> StateFile.read(file, List.of(ByteBuffer.allocate(7))))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith(": the file is damaged");
    }

    @Test
    void refusesAFileThatWasCutOff() throws IOException {
        Files.write(file, new byte[] {'F', 'I'});

        assertThatThrownBy(() -> StateFile.header(file)).hasMessage(file + ": ended after 2 bytes");
    }
}
