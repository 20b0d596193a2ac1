package dev.fieldmark.api.rest;

import static dev.fieldmark.api.rest.SpeciesVersions.MOTHS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fieldmark.api.TestStore;
import dev.fieldmark.domain.FieldGuide;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = StoreFolder.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
@SuppressWarnings("NullAway.Init") // Quarkus sets the fields
class SpeciesResourceTest {
    private static final String BUTTERFLIES = SpeciesResource.PATH + "/butterflies";
    private static final String MUSHROOMS = SpeciesResource.PATH + "/mushrooms";
    private static final Color YELLOW = new Color(255, 255, 0);
    /** 8 x 8, one colour, lossless: made with libwebp. */
    private static final byte[] WEBP =
            Base64.getDecoder().decode("UklGRh4AAABXRUJQVlA4TBEAAAAvB8ABAAdQlCIXpf+BiOh/AAA=");

    @TestHTTPResource("/")
    URI base;

    TestStore store;

    private Client client;

    @BeforeEach
    void publish() throws Exception {
        client = Client.of(base);
        SpeciesVersions.publish(store);
        client.awaitReadiness(
                "species-butterflies@3", "species-mushrooms@1", "keypoints@1", MOTHS + ": version 1 refused");
    }

    @Test
    void answersTheTwoLikeliestSpeciesOfAPhoto() throws Exception {
        var answer = client.post(BUTTERFLIES, "image/png", photo(Color.RED, "png"));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("application/json");
        assertThat(answer.response().body()).isEqualTo("""
                {"model":"species-butterflies","version":3,"group":"butterflies","answer":"species","candidates":[\
                {"latin":"Vanessa atalanta","probability":1.0,"commonNames":{"de":"Admiral","en":"Red Admiral"},\
                "rank":"species","gbif":1898286,"toxic":false,"link":"https://www.gbif.org/species/1898286"},\
                {"latin":"Vanessa cardui","probability":0.0,"commonNames":{},"rank":"species","toxic":false}],\
                "score":1.0,"edibleOrToxic":false}""");
    }

    @Test
    void takesJpegGifAndWhatIsSaidToBeOctets() throws Exception {
        assertSpecies("Vanessa cardui", client.post(BUTTERFLIES, "image/jpeg", photo(Color.GREEN, "jpeg")));
        assertSpecies("Pieris rapae", client.post(BUTTERFLIES, "image/gif", photo(Color.BLUE, "gif")));
        assertSpecies("Pieris rapae", client.post(BUTTERFLIES, "application/octet-stream", photo(Color.BLUE, "png")));
    }

    @Test
    void rollsUpToTheGenusWhereTheSpeciesIsUnsure() throws Exception {
        JsonNode answer =
                client.post(BUTTERFLIES, "image/png", photo(YELLOW, "png")).json();
        assertThat(answer.path("answer").asText()).isEqualTo("genus");
        assertThat(answer.path("genus").toString()).isEqualTo("""
                {"latin":"Vanessa","probability":1.0,"commonNames":{},"rank":"genus","gbif":1898254,\
                "link":"https://www.gbif.org/species/1898254"}""");
        assertThat(answer.path("candidates")).hasSize(2);
        assertThat(answer.path("candidates").path(0).path("probability").asDouble())
                .isEqualTo(0.5);
    }

    @Test
    void saysWhenItDoesNotKnow() throws Exception {
        assertThat(answer(photo(Color.WHITE, "png"))).isEqualTo("unknown");
        assertThat(answer(photo(Color.BLACK, "png"))).isEqualTo("not-this-group");
    }

    @Test
    void warnsOfEveryMushroomAndMarksAPairOfWhichOneIsToxic() throws Exception {
        JsonNode pair =
                client.post(MUSHROOMS, "image/png", photo(Color.RED, "png")).json();
        assertThat(pair.path("warning").asText()).isEqualTo(FieldGuide.NEVER_EAT);
        assertThat(pair.path("edibleOrToxic").asBoolean()).isTrue();
        assertThat(pair.path("candidates").findValuesAsText("toxic")).containsExactly("true", "false");

        var violet = new Color(255, 0, 255);
        JsonNode toxic =
                client.post(MUSHROOMS, "image/png", photo(violet, "png")).json();
        assertThat(toxic.path("edibleOrToxic").asBoolean()).isFalse();
        assertThat(toxic.path("warning").asText()).isEqualTo(FieldGuide.NEVER_EAT);
        JsonNode none =
                client.post(MUSHROOMS, "image/png", photo(Color.BLACK, "png")).json();
        assertThat(none.path("answer").asText()).isEqualTo("not-this-group");
        assertThat(none.path("warning").asText()).isEqualTo(FieldGuide.NEVER_EAT);
    }

    @Test
    void givesAsManyCandidatesAsAskedForButNeverMoreThanSpecies() throws Exception {
        assertThat(candidates("?top=2")).hasSize(2);
        assertThat(candidates("?top=3").findValuesAsText("latin"))
                .containsExactly("Vanessa atalanta", "Vanessa cardui", "Pieris rapae");
        assertThat(candidates("?top=10")).hasSize(3);
    }

    @Test
    void refusesAnotherTop() throws Exception {
        for (String top : new String[] {"1", "11", "two", "02", "-3"}) {
            client.post(BUTTERFLIES + "?top=" + top, "image/png", photo(Color.RED, "png"))
                    .assertProblem(
                            422,
                            "Unprocessable Content",
                            "top was '" + top + "' but must be a whole number from 2 to 10");
        }
    }

    @Test
    void answersByTheVersionThatIsNamed() throws Exception {
        assertVersion(1, 11, "?version=1");
        assertVersion(1, 11, "?version=spring&top=3");
        assertVersion(3, 1, "?version=3");
        assertVersion(3, 1, "?version=latest");
        assertVersion(3, 1, "");
    }

    @Test
    void refusesAVersionThatThereIsNot() throws Exception {
        for (String version : new String[] {"4", "0", "summer", "99999999999"}) {
            client.post(BUTTERFLIES + "?version=" + version, "image/png", photo(Color.RED, "png"))
                    .assertProblem(404, "Not Found", "model species-butterflies has no version '" + version + "'");
        }
        client.post(BUTTERFLIES + "?version=..%2F..", "image/png", photo(Color.RED, "png"))
                .assertProblem(404, "Not Found", "model species-butterflies has no version '\\.\\./\\.\\.'");
    }

    @Test
    void saysWhyAVersionThatIsNamedCanNotAnswer() throws Exception {
        client.post(BUTTERFLIES + "?version=previous", "image/png", photo(Color.RED, "png"))
                .assertProblem(
                        503,
                        "Service Unavailable",
                        "species-butterflies: version 2 refused: .*model.onnx: sha256 was .*");
    }

    @Test
    void refusesAnUnknownGroupAndNamesThoseThatThereAre() throws Exception {
        client.post(SpeciesResource.PATH + "/birds", "image/png", photo(Color.RED, "png"))
                .assertProblem(404, "Not Found", "there is no group 'birds'; there are: butterflies, moths, mushrooms");
        client.get(SpeciesResource.PATH + "/..%2F../taxa")
                .assertProblem(404, "Not Found", "there is no group '\\.\\./\\.\\.'; there are: .*");
    }

    @Test
    void saysThatNoVersionOfAGroupIsLoaded() throws Exception {
        var refused = client.post(SpeciesResource.PATH + "/moths", "image/png", photo(Color.RED, "png"));
        refused.assertProblem(503, "Service Unavailable", "no version of species-moths is loaded");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        client.get(SpeciesResource.PATH + "/moths/taxa").assertProblem(503, "Service Unavailable", ".*");
    }

    @Test
    void takesAFormWithOneFileOfAnyName() throws Exception {
        byte[] red = photo(Color.RED, "jpeg");
        assertSpecies(
                "Vanessa atalanta",
                client.post(
                        BUTTERFLIES, Forms.TYPE, new Forms().file("photo", red).bytes()));
        assertSpecies(
                "Vanessa atalanta",
                client.post(
                        BUTTERFLIES, Forms.TYPE, new Forms().file("x y", red).bytes()));
        assertSpecies(
                "Vanessa atalanta",
                client.post(
                        BUTTERFLIES + "?top=3&version=1",
                        Forms.TYPE,
                        new Forms().file("file", red).bytes()));
    }

    @Test
    void takesAFormForKeypointsToo() throws Exception {
        var answer = client.post(
                KeypointsResource.PATH,
                Forms.TYPE,
                new Forms().file("face", Pictures.grey96Png()).bytes());
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        assertThat(answer.json().path("keypoints")).hasSize(15);
    }

    @Test
    void refusesAFormThatIsNotOfFiles() throws Exception {
        byte[] red = photo(Color.RED, "png");
        assertUnprocessable(new Forms().bytes(), "the form had \\[\\] but must have 1 to 16 files and nothing else");
        assertUnprocessable(
                new Forms().field("photo", "red").bytes(),
                "the form had \\[field 'photo'\\] but must have 1 to 16 files and nothing else");
        assertUnprocessable(
                new Forms().field("top", "5").file("photo", red).bytes(),
                "the form had \\[field 'top', file 'photo'\\] but must have 1 to 16 files and nothing else");
        assertUnprocessable(
                new Forms().file("photo", new byte[0]).bytes(),
                "the form's file was empty but must be a PNG, JPEG or GIF");
    }

    @Test
    void answersEachPhotoOfAFormByItself() throws Exception {
        byte[] form = new Forms()
                .file("photo", "red.png", photo(Color.RED, "png"))
                .file("photo", "notes.txt", "no photo".getBytes(StandardCharsets.UTF_8))
                .file("other", "empty.jpg", new byte[0])
                .file("photo", "blue.jpg", photo(Color.BLUE, "jpeg"))
                .bytes();
        var answer = client.post(BUTTERFLIES + "?top=3&version=1", Forms.TYPE, form);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        JsonNode json = answer.json();
        assertThat(json.path("model").asText()).isEqualTo("species-butterflies");
        assertThat(json.path("version").asInt()).isEqualTo(1);
        assertThat(json.path("group").asText()).isEqualTo("butterflies");
        JsonNode photos = json.path("photos");
        assertThat(photos.findValuesAsText("name")).containsExactly("red.png", "notes.txt", "empty.jpg", "blue.jpg");
        JsonNode alone = client.post(BUTTERFLIES + "?top=3&version=1", "image/png", photo(Color.RED, "png"))
                .json();
        for (String member : new String[] {"answer", "candidates", "score", "edibleOrToxic"}) {
            assertThat(photos.path(0).path(member)).isEqualTo(alone.path(member));
        }
        assertThat(photos.path(1).toString()).isEqualTo("""
                {"name":"notes.txt","problem":{"type":"about:blank","title":"Unsupported Media Type","status":415,\
                "detail":"picture is not a PNG, JPEG or GIF"}}""");
        assertThat(photos.path(2).path("problem").path("detail").asText())
                .isEqualTo("the form's file was empty but must be a PNG, JPEG or GIF");
        assertThat(photos.path(3).path("candidates").path(0).path("latin").asText())
                .isEqualTo("Pieris rapae");
    }

    @Test
    void takesSixteenPhotosAndNoMore() throws Exception {
        var form = new Forms();
        for (int i = 0; i < 16; i++) {
            form.file("photo", photo(Color.RED, "png"));
        }
        assertThat(client.post(BUTTERFLIES, Forms.TYPE, form.bytes()).json().path("photos"))
                .hasSize(16);
        assertUnprocessable(
                form.file("photo", photo(Color.RED, "png")).bytes(),
                "the form had 17 parts but must have at most 16 files");
    }

    @Test
    void refusesABrokenForm() throws Exception {
        byte[] form = new Forms().file("photo", photo(Color.RED, "png")).bytes();
        assertUnprocessable(Arrays.copyOf(form, form.length - 30), "the form is broken: it ends within a part");
        assertUnprocessable(Arrays.copyOf(form, 50), "the form .*");
        assertUnprocessable("no form at all".getBytes(StandardCharsets.UTF_8), "the form .*");
        assertUnprocessable(new byte[0], "the body was empty but must be a PNG, JPEG or GIF");
        client.post(BUTTERFLIES, "multipart/form-data", form)
                .assertProblem(422, "Unprocessable Content", "the form is broken: .*boundary.*");
    }

    @Test
    void refusesABodyOverTheLimit() throws Exception {
        byte[] form = new Forms().file("photo", new byte[1 << 20]).bytes();
        client.post(BUTTERFLIES, Forms.TYPE, form)
                .assertProblem(413, "Content Too Large", "the body must have at most 1048576 bytes but has .*");
        client.post(BUTTERFLIES, Forms.TYPE, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(form)))
                .assertProblem(413, "Content Too Large", "the body must have at most 1048576 bytes");
        client.post(BUTTERFLIES, "image/png", new byte[(1 << 20) + 1])
                .assertProblem(413, "Content Too Large", "the body must have at most 1048576 bytes but has 1048577");
    }

    @Test
    void refusesWhatIsNoPhotoOfAFormatThatIsRead() throws Exception {
        client.post(BUTTERFLIES, "image/png", Arrays.copyOf(photo(Color.RED, "png"), 60))
                .assertProblem(422, "Unprocessable Content", "PNG is broken: .*");
        client.post(BUTTERFLIES, "image/png", new byte[0])
                .assertProblem(422, "Unprocessable Content", "the body was empty but must be a PNG, JPEG or GIF");
        client.post(BUTTERFLIES, "image/jpeg", "BM".getBytes(StandardCharsets.UTF_8))
                .assertProblem(415, "Unsupported Media Type", "picture is not a PNG, JPEG or GIF");
        var large = new BufferedImage(1001, 1000, BufferedImage.TYPE_BYTE_BINARY);
        client.post(BUTTERFLIES, "image/png", Pictures.encoded(large, "png"))
                .assertProblem(
                        422, "Unprocessable Content", "picture was 1001x1000 but must have at most 1000000 pixels");
    }

    @Test
    void refusesAWebp() throws Exception {
        client.post(BUTTERFLIES, "image/webp", WEBP)
                .assertProblem(
                        415,
                        "Unsupported Media Type",
                        "content type was image/webp but must be one of image/png, image/jpeg, image/gif, .*");
        client.post(BUTTERFLIES, "application/octet-stream", WEBP)
                .assertProblem(415, "Unsupported Media Type", "picture was a WebP but must be a PNG, JPEG or GIF");
        client.post(BUTTERFLIES, Forms.TYPE, new Forms().file("photo", WEBP).bytes())
                .assertProblem(415, "Unsupported Media Type", "picture was a WebP but must be a PNG, JPEG or GIF");
    }

    @Test
    void refusesOtherContentTypesAndMethods() throws Exception {
        client.post(BUTTERFLIES, "text/plain", new byte[1])
                .assertProblem(
                        415,
                        "Unsupported Media Type",
                        "content type was text/plain but must be one of .*, multipart/form-data \\(1 to 16 such files\\)");
        var get = client.get(BUTTERFLIES);
        get.assertProblem(405, "Method Not Allowed", "the method was GET but must be POST");
        assertThat(get.header("Allow")).isEqualTo("POST");
        client.send(HttpRequest.newBuilder(base.resolve(BUTTERFLIES + "/taxa")).DELETE())
                .assertProblem(405, "Method Not Allowed", "the method was DELETE but must be GET");
    }

    @Test
    void listsTheGroupsThatAnswer() throws Exception {
        assertThat(client.get(SpeciesResource.PATH).response().body()).isEqualTo("""
                {"groups":[{"group":"butterflies","model":"species-butterflies","version":3,"species":3},\
                {"group":"mushrooms","model":"species-mushrooms","version":1,"species":3}]}""");
    }

    @Test
    void listsTheSpeciesOfAGroup() throws Exception {
        assertThat(client.get(BUTTERFLIES + "/taxa").response().body()).isEqualTo("""
                {"model":"species-butterflies","version":3,"group":"butterflies","species":[\
                {"latin":"Vanessa atalanta","commonNames":{"de":"Admiral","en":"Red Admiral"},"rank":"species",\
                "genus":"Vanessa","gbif":1898286,"link":"https://www.gbif.org/species/1898286","toxic":false},\
                {"latin":"Vanessa cardui","commonNames":{},"rank":"species","genus":"Vanessa","toxic":false},\
                {"latin":"Pieris rapae","commonNames":{},"rank":"species","genus":"Pieris"}]}""");
        assertThat(client.get(MUSHROOMS + "/taxa").json().path("warning").asText())
                .isEqualTo(FieldGuide.NEVER_EAT);
    }

    @Test
    void tellsOfSpeciesModelsAsOfOthers() throws Exception {
        assertThat(client.get("/v1/models/species-butterflies").response().body())
                .isEqualTo("""
                {"name":"species-butterflies","versions":[1,2,3],"aliases":{"latest":3,"previous":2,"spring":1},\
                "serving":3}""");
        var version = client.get("/v1/models/species-butterflies/versions/3").json();
        assertThat(version.path("manifest")
                        .path("signature")
                        .path("scoreOutput")
                        .asText())
                .isEqualTo("score");
        assertThat(client.get("/q/health/ready").json().path("problems").toString())
                .contains("species-moths: version 1 refused: files were [model.onnx] but must have guide.json");
    }

    @Test
    void aSpeciesModelHasNoKeypoints() throws Exception {
        client.post(KeypointsResource.PATH + "?model=species-butterflies", "image/png", Pictures.grey96Png())
                .assertProblem(404, "Not Found", "model species-butterflies is of species, not of keypoints");
    }

    private void assertVersion(int version, double score, String query) throws Exception {
        JsonNode answer = client.post(BUTTERFLIES + query, "image/png", photo(Color.RED, "png"))
                .json();
        assertThat(answer.path("version").asInt()).isEqualTo(version);
        assertThat(answer.path("score").asDouble()).isCloseTo(score, within(1e-5));
    }

    private void assertUnprocessable(byte[] form, String detail) throws Exception {
        client.post(BUTTERFLIES, Forms.TYPE, form).assertProblem(422, "Unprocessable Content", detail);
    }

    private JsonNode candidates(String query) throws Exception {
        return client.post(BUTTERFLIES + query, "image/png", photo(Color.RED, "png"))
                .json()
                .path("candidates");
    }

    private String answer(byte[] photo) throws Exception {
        return client.post(BUTTERFLIES, "image/png", photo)
                .json()
                .path("answer")
                .asText();
    }

    private static void assertSpecies(String latin, Client.Answer answer) throws IOException {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        assertThat(answer.json().path("answer").asText()).isEqualTo("species");
        assertThat(answer.json().path("candidates").path(0).path("latin").asText())
                .isEqualTo(latin);
    }

    private static byte[] photo(Color colour, String format) throws IOException {
        return Pictures.encoded(Pictures.picture(40, 24, BufferedImage.TYPE_INT_RGB, colour, colour), format);
    }
}
