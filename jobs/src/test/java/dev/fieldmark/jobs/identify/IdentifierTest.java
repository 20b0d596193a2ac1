package dev.fieldmark.jobs.identify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fieldmark.jobs.onnx.PublishedSpecies;
import dev.fieldmark.store.DirectoryModelStore;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentifierTest {
    @TempDir
    Path folder;

    private IncomingFolder incoming;
    private SpeciesModel model;

    @BeforeEach
    void publish() throws IOException {
        incoming = new IncomingFolder(Files.createDirectory(folder.resolve("in")));
        var version = PublishedSpecies.publish(folder.resolve("store"));
        model = SpeciesModel.open(
                DirectoryModelStore.open(folder.resolve("store")), PublishedSpecies.MODEL, version, 1);
    }

    @AfterEach
    void close() {
        model.close();
    }

    private static byte[] png(Color colour) throws IOException {
        var image = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(colour);
        pen.fillRect(0, 0, 20, 10);
        pen.dispose();
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private TakenPhoto take(String name, byte[] bytes) throws IOException {
        Path file = Files.write(incoming.path().resolve(name), bytes);
        return incoming.taken()
                .take(incoming, Set.of(PhotoName.of(incoming.path(), file)))
                .get(0);
    }

    private JsonNode reply(TakenPhoto photo) throws IOException {
        Reply reply = new Identifier(incoming.taken()).reply(photo, model);
        assertThat(reply.id()).isEqualTo(photo.id());
        assertThat(reply.json()).doesNotContain("\n");
        JsonNode json = new JsonMapper().readTree(reply.json());
        assertThat(json.get("answer").asText().equals("broken")).isEqualTo(reply.broken());
        return json;
    }

    private JsonNode broken(TakenPhoto photo) throws IOException {
        JsonNode json = reply(photo);
        assertThat(json.fieldNames()).toIterable().containsExactly("photo", "answer", "reason");
        assertThat(json.get("answer").asText()).isEqualTo("broken");
        return json;
    }

    @Test
    void saysWhatAPhotoShowsAndWhoSaysSo() throws IOException {
        JsonNode json = reply(take("a \"red\" one.png", png(Color.RED)));

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "photo", "model", "version", "group", "answer", "candidates", "score", "edibleOrToxic");
        assertThat(json.get("photo").asText()).isEqualTo("a \"red\" one.png");
        assertThat(json.get("model").asText()).isEqualTo("species-butterflies");
        assertThat(json.get("version").asInt()).isEqualTo(1);
        assertThat(json.get("answer").asText()).isEqualTo("species");
        assertThat(json.get("candidates")).hasSize(2);
        assertThat(json.at("/candidates/0/latin").asText()).isEqualTo("Rubra prima");
        assertThat(json.at("/candidates/0/probability").asDouble()).isGreaterThan(0.99);
        assertThat(json.at("/candidates/0/link").asText()).isEqualTo("https://www.gbif.org/species/1");
    }

    @Test
    void saysWhyAPhotoIsBroken() throws IOException {
        byte[] photo = png(Color.GREEN);
        assertThat(broken(take("empty.jpg", new byte[0])).get("reason").asText())
                .startsWith("picture was empty");
        assertThat(broken(take("text.jpg", "hello".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                        .get("reason")
                        .asText())
                .startsWith("picture is not a");
        assertThat(broken(take("cut.png", Arrays.copyOf(photo, photo.length / 2)))
                        .get("reason")
                        .asText())
                .startsWith("PNG is broken");
    }

    @Test
    void aPhotoOverTheLimitIsNotEvenRead() throws IOException {
        TakenPhoto large = take("large.png", png(Color.GREEN));
        try (var file = new RandomAccessFile(incoming.taken().file(large).toFile(), "rw")) {
            file.setLength(4L << 30);
        }

        assertThat(broken(large).get("reason").asText())
                .isEqualTo("picture had 4294967296 bytes but must have at most 33554432");
    }

    @Test
    void aPhotoThatSomebodyRemovedHasAReplyToo() throws IOException {
        TakenPhoto photo = take("a.png", png(Color.GREEN));
        Files.delete(incoming.taken().file(photo));

        assertThat(broken(photo).get("reason").asText()).isEqualTo("photo was removed before it could be read");
    }
}
