package dev.fieldmark.api.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fieldmark.api.TestStore;
import dev.fieldmark.api.onnx.TinyGraph;
import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.store.ModelName;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

@QuarkusTest
@WithTestResource(StoreFolder.class)
@SuppressWarnings("NullAway.Init") // Quarkus sets the fields
class KeypointsResourceTest {
    private static final ModelName GREY = new ModelName("grey-at-70-20");
    private static final ModelName SURE = new ModelName("sure");
    private static final String PATH = KeypointsResource.PATH;

    @TestHTTPResource("/")
    URI base;

    TestStore store;

    private Client client;

    /**
     * {@code keypoints} always answers (23.5, 23.5), another one the grey at (70, 20), and a third one (7, 7) by its first
     * version and (23.5, 23.5) with a radius of 2.25 by its second.
     */
    @BeforeEach
    void publish() throws Exception {
        client = Client.of(base);
        if (!store.store().models().contains(SURE)) {
            store.publish(TinyGraph.constant(23.5f));
            store.publish(GREY, "keypoints", TinyGraph.greyAt(70, 20));
            store.publish(SURE, "keypoints", TinyGraph.constant(7));
            store.publishWithRadii(SURE, TinyGraph.withRadius(23.5f, 2.25f), "radius90");
        }
        client.awaitReadiness("keypoints@1", GREY + "@1", SURE + "@2");
    }

    /** As Java's own client asks, if it is not told otherwise. */
    @Test
    void answersWhoWouldRatherSpeakHttp2() throws Exception {
        var eager = new Client(base, HttpClient.newHttpClient());
        assertThat(eager.get("/q/health/ready").status()).isEqualTo(200);
        assertThat(eager.post(PATH, "image/png", Pictures.grey96Png()).status()).isEqualTo(200);
    }

    @Test
    void answersTheFifteenPointsOfAGreyPng() throws Exception {
        var answer = client.post(PATH, "image/png", Pictures.grey96Png());
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("application/json");
        assertThat(answer.json().path("model").asText()).isEqualTo("keypoints");
        assertThat(answer.json().path("version").isInt()).isTrue();
        assertThat(answer.json().path("version").asInt()).isEqualTo(1);
        assertThat(answer.json().path("keypoints").findValuesAsText("name"))
                .isEqualTo(Keypoint.all().stream().map(Keypoint::label).toList());
        assertImage(answer, 96, 96);
        assertPoints(answer, 23.5, 23.5);
    }

    @Test
    void givesPointsInPixelsOfTheColourPhotoThatWasSent() throws Exception {
        var photo = Pictures.picture(480, 192, BufferedImage.TYPE_INT_RGB, Color.RED, Color.BLUE);
        var answer = client.post(PATH, "image/jpeg", Pictures.encoded(photo, "jpeg"));
        assertImage(answer, 480, 192);
        assertPoints(answer, 119.5, 47.5); // 24 / 96 of each side, less half a pixel
    }

    @Test
    void saysHowFarEachPointMayBeOffWhereTheModelDoes() throws Exception {
        var answer = client.post(PATH + "?model=" + SURE, "image/png", Pictures.grey96Png());
        assertPoints(answer, 23.5, 23.5);
        assertThat(answer.json().path("keypoints"))
                .allSatisfy(
                        point -> assertThat(point.path("radius90").asDouble()).isEqualTo(2.25));
    }

    @Test
    void givesRadiiInPixelsOfTheLongerSideOfThePhotoThatWasSent() throws Exception {
        var photo = Pictures.picture(480, 192, BufferedImage.TYPE_INT_RGB, Color.RED, Color.BLUE);
        var answer = client.post(PATH + "?model=" + SURE, "image/jpeg", Pictures.encoded(photo, "jpeg"));
        assertPoints(answer, 119.5, 47.5);
        assertThat(answer.json().path("keypoints"))
                .allSatisfy(
                        point -> assertThat(point.path("radius90").asDouble()).isEqualTo(2.25 * 480 / 96));
    }

    @Test
    void saysNothingOfRadiiWhereTheModelHasNone() throws Exception {
        var answer = client.post(PATH, "image/png", Pictures.grey96Png());
        assertThat(answer.json().path("keypoints"))
                .hasSize(15)
                .allSatisfy(point -> assertThat(point.fieldNames()).toIterable().containsExactly("name", "x", "y"));
    }

    @Test
    void honoursTheExifOrientation() throws Exception {
        // stored 96 wide and 192 high with a white top left quarter; orientation 6 turns it clockwise: 192 x 96, white
        // top
        // right
        var photo = Pictures.picture(96, 192, BufferedImage.TYPE_BYTE_GRAY, Color.BLACK, Color.WHITE);
        byte[] upright = Pictures.encoded(photo, "jpeg");
        byte[] turned = Pictures.oriented(upright, 6);
        assertImage(client.post(PATH, "image/jpeg", upright), 96, 192);
        assertImage(client.post(PATH, "image/jpeg", turned), 192, 96);
        assertPoints(client.post(PATH, "image/jpeg", turned), 47.5, 23.5);
        assertThat(greySeen(upright)).isCloseTo(0, within(3.0));
        assertThat(greySeen(turned)).isCloseTo(255, within(3.0));
    }

    @Test
    void takesAPixelString() throws Exception {
        var answer =
                client.post(PATH + "?model=" + GREY, "text/plain; charset=utf-8", text(Pictures.pixelString(9216, 77)));
        assertImage(answer, 96, 96);
        assertPoints(answer, 77, 77);
    }

    @Test
    void sniffsOctetStreams() throws Exception {
        assertPoints(client.post(PATH, "application/octet-stream", Pictures.grey96Png()), 23.5, 23.5);
        client.post(PATH, "application/octet-stream", text("BM"))
                .assertProblem(415, "Unsupported Media Type", "picture is not a PNG, JPEG or GIF");
    }

    @Test
    void takesBytesForWhatTheyAre() throws Exception {
        assertPoints(client.post(PATH, "image/jpeg", Pictures.grey96Png()), 23.5, 23.5);
    }

    @Test
    void refusesOtherContentTypes() throws Exception {
        client.post(PATH, "application/json", text("{}"))
                .assertProblem(
                        415,
                        "Unsupported Media Type",
                        "content type was application/json but must be one of image/png, image/jpeg, image/gif, .*");
        client.post(PATH, "no-type-at-all", text("{}")).assertProblem(415, "Unsupported Media Type", ".*");
    }

    @Test
    void refusesAnUnknownModel() throws Exception {
        client.post(PATH + "?model=nobody", "image/png", Pictures.grey96Png())
                .assertProblem(404, "Not Found", "there is no model 'nobody'");
        client.post(PATH + "?model=..%2F..", "image/png", Pictures.grey96Png())
                .assertProblem(404, "Not Found", "there is no model '\\.\\./\\.\\.'");
    }

    @Test
    void answersByTheVersionThatIsNamed() throws Exception {
        for (String first : new String[] {"1", "previous"}) {
            var answer = client.post(PATH + "?model=" + SURE + "&version=" + first, "image/png", Pictures.grey96Png());
            assertPoints(answer, 7, 7);
            assertThat(answer.json().path("version").asInt()).isEqualTo(1);
        }
        for (String second : new String[] {"2", "latest"}) {
            var answer = client.post(PATH + "?model=" + SURE + "&version=" + second, "image/png", Pictures.grey96Png());
            assertPoints(answer, 23.5, 23.5);
            assertThat(answer.json().path("version").asInt()).isEqualTo(2);
        }
        byte[] pixels = text(Pictures.pixelString(9216, 77));
        assertPoints(client.post(PATH + "?model=" + SURE + "&version=1", "text/plain", pixels), 7, 7);
    }

    @Test
    void answersEachPhotoOfAFormByItself() throws Exception {
        byte[] form = new Forms()
                .file("a", "a.png", Pictures.grey96Png())
                .file("b", "b.txt", text("no photo"))
                .bytes();
        var answer = client.post(PATH + "?model=" + SURE, Forms.TYPE, form);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        var alone = client.post(PATH + "?model=" + SURE, "image/png", Pictures.grey96Png());
        assertThat(answer.json().path("model").asText()).isEqualTo("sure");
        assertThat(answer.json().path("version").asInt()).isEqualTo(2);
        ObjectNode face = ((ObjectNode) alone.json()).without(List.of("model", "version"));
        assertThat(answer.json().path("photos").path(0))
                .isEqualTo(face.deepCopy().put("name", "a.png"));
        assertThat(answer.json().path("photos").path(1).toString()).isEqualTo("""
                {"name":"b.txt","problem":{"type":"about:blank","title":"Unsupported Media Type","status":415,\
                "detail":"picture is not a PNG, JPEG or GIF"}}""");
    }

    @Test
    void drawsOnePhotoAlone() throws Exception {
        byte[] form = new Forms()
                .file("a", Pictures.grey96Png())
                .file("b", Pictures.grey96Png())
                .bytes();
        client.send(drawn("image/png", Forms.TYPE, form))
                .assertProblem(406, "Not Acceptable", "the form had 2 photos but a picture is drawn of one alone");
    }

    @Test
    void drawsThePointsIntoAPng() throws Exception {
        // orientation 6 turns it clockwise: 192 x 96, drawn as 768 x 384, white where x and y are greater than half
        var photo = Pictures.picture(96, 192, BufferedImage.TYPE_INT_RGB, Color.BLUE, Color.RED);
        byte[] turned = Pictures.oriented(Pictures.encoded(photo, "jpeg"), 6);
        var response =
                client.http().send(drawn("image/png", "image/jpeg", turned).build(), BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(response.headers().firstValue("Fieldmark-Model")).contains("sure@2");
        BufferedImage drawing = ImageIO.read(new ByteArrayInputStream(response.body()));
        assertThat(drawing.getWidth()).isEqualTo(768);
        assertThat(drawing.getHeight()).isEqualTo(384);
        assertColour(drawing, 700, 100, Color.RED);
        assertColour(drawing, 700, 300, Color.BLUE);
        assertColour(drawing, 100, 300, Color.BLUE);
        // fifteen points at a quarter of each side, each circle with a radius of 2.25 of 96 of the longer side
        assertColour(drawing, 192, 96, new Color(0x00e5a0));
        assertColour(drawing, 192 + 18, 96, Color.WHITE);
        assertColour(drawing, 192 + 10, 96, Color.BLUE);
    }

    @Test
    void drawsThePointsIntoAnSvgWithTheAnswersOwnNumbers() throws Exception {
        byte[] photo =
                Pictures.encoded(Pictures.picture(480, 192, BufferedImage.TYPE_INT_RGB, Color.RED, Color.BLUE), "png");
        var answer = client.send(drawn("image/svg+xml", "image/png", photo));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("image/svg+xml");
        var svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(answer.response().body())))
                .getDocumentElement();
        assertThat(svg.getAttribute("viewBox")).isEqualTo("-0.5 -0.5 480 192");
        assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(30);
        var titles = svg.getElementsByTagName("title");
        assertThat(titles.getLength()).isEqualTo(15);
        assertThat(titles.item(0).getTextContent()).isEqualTo("left_eye_center");
        var point = (Element) titles.item(0).getParentNode();
        assertThat(point.getAttribute("cx")).isEqualTo("119.500");
        assertThat(point.getAttribute("cy")).isEqualTo("47.500");
        String href = ((Element) svg.getElementsByTagName("image").item(0)).getAttribute("href");
        byte[] jpeg = Base64.getDecoder().decode(href.substring(href.indexOf(',') + 1));
        assertColour(ImageIO.read(new ByteArrayInputStream(jpeg)), 700, 280, Color.RED);
    }

    @Test
    void drawsAPixelString() throws Exception {
        var answer = client.send(drawn("image/svg+xml", "text/plain", text(Pictures.pixelString(9216, 77))));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().body()).contains("viewBox=\"-0.5 -0.5 96 96\"");
    }

    @Test
    void answersJsonWhereNothingElseIsPreferred() throws Exception {
        for (String accept :
                new String[] {"*/*", "application/*", "image/png;q=0.5, application/json", "text/html,*/*;q=0.8"}) {
            assertThat(client.send(drawn(accept, "image/png", Pictures.grey96Png()))
                            .contentType())
                    .as(accept)
                    .startsWith("application/json");
        }
        client.send(drawn("text/html", "image/png", Pictures.grey96Png())).assertProblem(406, "Not Acceptable", ".*");
        client.send(drawn("image/png", "image/png", text("BM")))
                .assertProblem(415, "Unsupported Media Type", "picture is not a PNG, JPEG or GIF");
    }

    private HttpRequest.Builder drawn(String accept, String contentType, byte[] photo) {
        return HttpRequest.newBuilder(base.resolve(PATH + "?model=" + SURE))
                .header("Accept", accept)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(photo));
    }

    private static void assertColour(BufferedImage picture, int x, int y, Color expected) {
        var colour = new Color(picture.getRGB(x, y));
        assertThat(List.of(colour.getRed(), colour.getGreen(), colour.getBlue()))
                .as("at (%d, %d) of %s", x, y, picture)
                .usingElementComparator((one, other) -> Math.abs(one - other) <= 12 ? 0 : one - other)
                .containsExactly(expected.getRed(), expected.getGreen(), expected.getBlue());
    }

    @Test
    void refusesAVersionThatThereIsNot() throws Exception {
        client.post(PATH + "?version=9", "image/png", Pictures.grey96Png())
                .assertProblem(404, "Not Found", "model keypoints has no version '9'");
        client.post(PATH + "?version=summer", "text/plain", text(Pictures.pixelString(9216, 77)))
                .assertProblem(404, "Not Found", "model keypoints has no version 'summer'");
    }

    @Test
    void refusesWhatCanNotBeDecoded() throws Exception {
        client.post(PATH, "image/png", Arrays.copyOf(Pictures.grey96Png(), 60))
                .assertProblem(422, "Unprocessable Content", "PNG is broken: .*");
    }

    @Test
    void refusesTooManyPixelsBeforeDecodingThem() throws Exception {
        var large = new BufferedImage(1001, 1000, BufferedImage.TYPE_BYTE_BINARY);
        client.post(PATH, "image/png", Pictures.encoded(large, "png"))
                .assertProblem(
                        422, "Unprocessable Content", "picture was 1001x1000 but must have at most 1000000 pixels");
    }

    @Test
    void refusesAWrongPixelString() throws Exception {
        client.post(PATH, "text/plain", text(Pictures.pixelString(9215, 1)))
                .assertProblem(
                        422,
                        "Unprocessable Content",
                        "pixel string had 9215 grey values but must have 9216, separated by blanks");
        client.post(PATH, "text/plain", text("1 2 300 4"))
                .assertProblem(
                        422,
                        "Unprocessable Content",
                        "grey value 3 was '300' but must be a whole number from 0 to 255");
    }

    @Test
    void refusesAnEmptyBody() throws Exception {
        client.post(PATH, "image/png", new byte[0])
                .assertProblem(422, "Unprocessable Content", "the body was empty but must be a PNG, JPEG or GIF");
        client.send(HttpRequest.newBuilder(base.resolve(PATH)).POST(BodyPublishers.noBody()))
                .assertProblem(422, "Unprocessable Content", "the body was empty but must be a PNG, JPEG or GIF");
    }

    @Test
    void refusesABodyOverTheLimitByItsDeclaredLength() throws Exception {
        client.post(PATH, "image/png", new byte[(1 << 20) + 1])
                .assertProblem(413, "Content Too Large", "the body must have at most 1048576 bytes but has 1048577");
    }

    @Test
    void refusesABodyOverTheLimitOfWhichNoLengthWasDeclared() throws Exception {
        client.post(
                        PATH,
                        "image/png",
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[(1 << 20) + 1])))
                .assertProblem(413, "Content Too Large", "the body must have at most 1048576 bytes");
    }

    @Test
    void takesABodyOfTheLimit() throws Exception {
        client.post(PATH, "image/png", new byte[1 << 20])
                .assertProblem(415, "Unsupported Media Type", "picture is not a PNG, JPEG or GIF");
    }

    private double greySeen(byte[] jpeg) throws IOException, InterruptedException {
        var answer = client.post(PATH + "?model=" + GREY, "image/jpeg", jpeg);
        double width = answer.json().path("image").path("widthPixels").asDouble();
        return (answer.json().path("keypoints").path(0).path("x").asDouble() + 0.5) / width * 96 - 0.5;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void assertImage(Client.Answer answer, int widthPixels, int heightPixels) throws IOException {
        assertThat(answer.json().path("image").path("widthPixels").asInt()).isEqualTo(widthPixels);
        assertThat(answer.json().path("image").path("heightPixels").asInt()).isEqualTo(heightPixels);
    }

    private static void assertPoints(Client.Answer answer, double x, double y) throws IOException {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        assertThat(answer.json().path("keypoints")).hasSize(15).allSatisfy(point -> {
            assertThat(point.path("x").asDouble()).isCloseTo(x, within(1e-3));
            assertThat(point.path("y").asDouble()).isCloseTo(y, within(1e-3));
        });
    }
}
