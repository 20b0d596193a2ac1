package dev.fieldmark.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.fieldmark.api.TestStore;
import dev.fieldmark.api.onnx.TinyGraph;
import dev.fieldmark.image.NetInput;
import dev.fieldmark.image.Photo;
import dev.fieldmark.image.PhotoLimits;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelVersion;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The service answers, byte for byte, what this JVM reckons from the same photo: the native executable too. */
@QuarkusTest
@WithTestResource(StoreFolder.class)
@SuppressWarnings("NullAway.Init") // Quarkus sets the fields
class SameBytesTest {
    private static final ModelName MODEL = new ModelName("thirty-greys");
    /** Thirty places, all over the net's picture. */
    private static final long[] PIXELS =
            LongStream.range(0, 30).map(i -> i * 307 % NetInput.PIXELS).toArray();

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
            .build();

    @TestHTTPResource("/")
    URI base;

    TestStore store;

    @Test
    void answersWhatThisJvmReckons() throws Exception {
        var client = Client.of(base);
        if (store.store().versions(MODEL).isEmpty()) {
            store.publish(
                    MODEL, "keypoints", new TinyGraph("image", "keypoints", NetInput.SIDE, PIXELS, 255, 0).bytes());
        }
        client.awaitReadiness(MODEL + "@1");
        for (var photo : photos().entrySet()) {
            var answer = client.post(
                    KeypointsResource.PATH + "?model=" + MODEL, "application/octet-stream", photo.getValue());
            assertThat(answer.response().body()).as(photo.getKey()).isEqualTo(reckoned(photo.getValue()));
        }
    }

    private static String reckoned(byte[] bytes) throws Exception {
        Photo photo = Photo.decode(bytes, new PhotoLimits(1 << 20, 1_000_000));
        float[] seen = photo.toNetInput();
        float[] values = new float[PIXELS.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = seen[(int) PIXELS[i]] * 255;
        }
        var found = FaceFinder.whole(photo);
        var faces = FacePoints.of(found, box -> photo.keypoints(box, values));
        var answer = new KeypointsAnswer.OfPhoto(
                MODEL, new ModelVersion(1), KeypointsAnswer.PhotoFaces.of(photo, found.detector(), faces));
        return new String(JSON.writeValueAsBytes(answer), StandardCharsets.UTF_8);
    }

    private static Map<String, byte[]> photos() throws IOException {
        var photos = new LinkedHashMap<String, byte[]>();
        photos.put("grey PNG", Pictures.encoded(noise(96, 96, BufferedImage.TYPE_BYTE_GRAY), "png"));
        photos.put("colour PNG", Pictures.encoded(noise(131, 77, BufferedImage.TYPE_INT_RGB), "png"));
        photos.put("see-through PNG", Pictures.encoded(noise(64, 200, BufferedImage.TYPE_INT_ARGB), "png"));
        photos.put("16-bit PNG", Pictures.encoded(noise(97, 95, BufferedImage.TYPE_USHORT_GRAY), "png"));
        photos.put("PNG with a palette", Pictures.encoded(noise(300, 40, BufferedImage.TYPE_BYTE_INDEXED), "png"));
        photos.put("PNG in black and white", Pictures.encoded(noise(33, 65, BufferedImage.TYPE_BYTE_BINARY), "png"));
        byte[] jpeg = Pictures.encoded(noise(480, 192, BufferedImage.TYPE_INT_RGB), "jpeg");
        photos.put("colour JPEG", jpeg);
        photos.put("turned JPEG", Pictures.oriented(jpeg, 6));
        photos.put("grey JPEG", Pictures.encoded(noise(61, 97, BufferedImage.TYPE_BYTE_GRAY), "jpeg"));
        photos.put("GIF", Pictures.encoded(noise(100, 90, BufferedImage.TYPE_BYTE_INDEXED), "gif"));
        return photos;
    }

    private static BufferedImage noise(int width, int height, int type) {
        var random = new Random(width);
        var picture = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, random.nextInt());
            }
        }
        return picture;
    }
}
