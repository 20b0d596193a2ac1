package dev.fieldmark.api.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fieldmark.api.TestStore;
import dev.fieldmark.api.onnx.TinyDetectorGraph;
import dev.fieldmark.api.onnx.TinyGraph;
import dev.fieldmark.store.ModelDraft;
import dev.fieldmark.store.ModelManifest;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whole photos, where a detector serves: a white cell of 4 x 4 pixels is a face of 32. */
@QuarkusTest
@WithTestResource(value = StoreFolder.class, initArgs = @ResourceArg(name = "for", value = "detector"))
@SuppressWarnings("NullAway.Init") // Quarkus sets the fields
class FacesOfPhotosTest {
    private static final String PATH = KeypointsResource.PATH;

    @TestHTTPResource("/")
    URI base;

    TestStore store;

    private Client client;

    /** The keypoints are always at (23.5, 23.5) of the net's picture, a quarter of the box, with a radius of 3. */
    @BeforeEach
    void publish() throws Exception {
        client = Client.of(base);
        if (store.store().models().isEmpty()) {
            store.publishWithRadii(TestStore.KEYPOINTS, TinyGraph.withRadius(23.5f, 3), "radius90");
            store.publish(
                    FaceFinder.DETECTOR,
                    ModelManifest.DETECTOR,
                    Map.of(ModelDraft.ONNX, TinyDetectorGraph.bytes()),
                    TinyDetectorGraph.SIGNATURE);
        }
        client.awaitReadiness("keypoints@1", "faces@1");
    }

    @Test
    void answersWithEachFaceOfAPhotoTheLikeliestFirst() throws Exception {
        var photo = photo(200, 160);
        paint(photo, 40, 80, 0xcccccc);
        paint(photo, 140, 60, 0xffffff);

        JsonNode answer = posted("", photo);

        assertThat(answer.path("detector").toString()).isEqualTo("{\"model\":\"faces\",\"version\":1}");
        assertThat(answer.path("faces")).hasSize(2);
        assertFace(answer.path("faces").get(0), 141.5 - 15.5, 61.5 - 15.5, 1);
        assertFace(answer.path("faces").get(1), 41.5 - 15.5, 81.5 - 15.5, 0.8);
        assertThat(answer.path("keypoints")).isEqualTo(answer.at("/faces/0/keypoints"));
        assertThat(answer.at("/image/widthPixels").asInt()).isEqualTo(200);
    }

    private static void assertFace(JsonNode face, double left, double top, double score) {
        assertThat(face.path("score").asDouble()).isCloseTo(score, within(1e-6));
        assertThat(face.at("/box/x").asDouble()).isCloseTo(left, within(1e-4));
        assertThat(face.at("/box/y").asDouble()).isCloseTo(top, within(1e-4));
        assertThat(face.at("/box/width").asDouble()).isCloseTo(32, within(1e-4));
        assertThat(face.path("keypoints")).hasSize(15).allSatisfy(point -> {
            assertThat(point.path("x").asDouble()).isCloseTo(left + 7.5, within(1e-4));
            assertThat(point.path("y").asDouble()).isCloseTo(top + 7.5, within(1e-4));
            assertThat(point.path("radius90").asDouble()).isCloseTo(1, within(1e-4));
        });
    }

    @Test
    void boxesAreInPixelsOfThePhotoAsAViewerShowsIt() throws Exception {
        // turned clockwise, (60, 19) of 200 x 160 is shown at (140, 60) of 160 x 200
        var stored = photo(200, 160);
        paint(stored, 60, 16, 0xffffff);
        byte[] turned = Pictures.oriented(Pictures.encoded(stored, "jpeg"), 6);

        JsonNode answer = client.post(PATH, "image/jpeg", turned).json();

        assertThat(answer.at("/image/widthPixels").asInt()).isEqualTo(160);
        assertThat(answer.at("/faces/0/box/x").asDouble()).isCloseTo(141.5 - 15.5, within(1.0));
        assertThat(answer.at("/faces/0/box/y").asDouble()).isCloseTo(61.5 - 15.5, within(1.0));
    }

    @Test
    void saysThatThereIsNoFaceAndWhatCanBeDone() throws Exception {
        client.post(PATH, "image/png", Pictures.encoded(photo(200, 160), "png"))
                .assertProblem(422, "Unprocessable Content", "no face found in the photo: say where it is by .*box=.*");
    }

    @Test
    void namedBoxesAreNotSearchedFor() throws Exception {
        var photo = photo(200, 160);
        paint(photo, 140, 60, 0xffffff);

        JsonNode named = posted("?box=10,20,96,96&box=-8.5,0,48,24", photo);
        assertThat(named.has("detector")).isFalse();
        assertThat(named.path("faces")).hasSize(2);
        assertThat(named.at("/faces/0").has("score")).isFalse();
        assertThat(named.at("/faces/0/keypoints/0/x").asDouble()).isEqualTo(33.5);
        assertThat(named.at("/faces/0/keypoints/0/y").asDouble()).isEqualTo(43.5);
        // the square around the same middle
        assertThat(named.at("/faces/1/box").toString())
                .isEqualTo("{\"x\":-8.5,\"y\":-12.0,\"width\":48.0,\"height\":48.0}");

        JsonNode whole = posted("?box=whole", photo);
        assertThat(whole.path("faces")).hasSize(1);
        assertThat(whole.at("/keypoints/0/x").asDouble()).isEqualTo(49.5);
        assertThat(whole.at("/keypoints/0/y").asDouble()).isEqualTo(39.5);
    }

    @Test
    void aPictureOfTheNetsOwnSizeAndAPixelStringAreAFaceAsEver() throws Exception {
        JsonNode picture = posted("", photo(96, 96));
        assertThat(picture.has("detector")).isFalse();
        assertThat(picture.at("/keypoints/0/x").asDouble()).isEqualTo(23.5);

        byte[] greys = Pictures.pixelString(9216, 0).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        assertThat(client.post(PATH, "text/plain", greys)
                        .json()
                        .at("/keypoints/0/x")
                        .asDouble())
                .isEqualTo(23.5);
    }

    @Test
    void saysWhatABoxMustBe() throws Exception {
        byte[] photo = Pictures.encoded(photo(200, 160), "png");
        for (String box : new String[] {"1,2,3", "a,b,c,d", "0,0,0,5", "1e9,0,5,5", "1,2,3,4,5"}) {
            client.post(PATH + "?box=" + box, "image/png", photo)
                    .assertProblem(
                            422,
                            "Unprocessable Content",
                            "box was '" + box
                                    + "' but must be x,y,width,height in pixels of the photo, or whole alone");
        }
        client.post(PATH + "?box=whole&box=whole", "image/png", photo)
                .assertProblem(422, "Unprocessable Content", "box was 'whole' but must be .*");
        client.post(PATH + "?box=300,0,50,50", "image/png", photo)
                .assertProblem(
                        422,
                        "Unprocessable Content",
                        "box was 300.0,0.0,50.0,50.0 but must lie in the photo, at least in part, which has 200x160 pixels");
        client.post(PATH + "?box=1,1,5,5".concat("&box=1,1,5,5".repeat(20)), "image/png", photo)
                .assertProblem(422, "Unprocessable Content", "boxes were 21 but must be at most 20");
    }

    @Test
    void aDetectorIsNoModelOfKeypoints() throws Exception {
        client.post(PATH + "?model=faces", "image/png", Pictures.grey96Png())
                .assertProblem(404, "Not Found", "model faces is a detector of faces, not of keypoints");
    }

    private JsonNode posted(String query, BufferedImage photo) throws Exception {
        var answer = client.post(PATH + query, "image/png", Pictures.encoded(photo, "png"));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json();
    }

    private static BufferedImage photo(int width, int height) {
        return Pictures.picture(width, height, BufferedImage.TYPE_INT_RGB, Color.BLACK, Color.BLACK);
    }

    /** A cell of the net's, 4 x 4 pixels. */
    private static void paint(BufferedImage photo, int x, int y, int rgb) {
        for (int i = 0; i < 16; i++) {
            photo.setRGB(x + i % 4, y + i / 4, rgb);
        }
    }
}
