package dev.fieldmark.api.rest;

import dev.fieldmark.api.config.Settings;
import dev.fieldmark.api.serve.KeypointModel;
import dev.fieldmark.api.serve.Lease;
import dev.fieldmark.image.GreyPicture;
import dev.fieldmark.image.Photo;
import dev.fieldmark.image.PhotoException;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelVersion;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** {@code POST /v1/keypoints}: a photo of a face in, its fifteen keypoints out. */
@Path(KeypointsResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
public class KeypointsResource {
    static final String PATH = "/v1/keypoints";

    private final Settings settings;
    private final ModelFinder models;
    private final Admission admission;
    private final Decoding decoding;

    public KeypointsResource(Settings settings, ModelFinder models, Admission admission, Decoding decoding) {
        this.settings = settings;
        this.models = models;
        this.admission = admission;
        this.decoding = decoding;
    }

    /** The bytes say which format they have; the content type only tells a picture from a form and a pixel string. */
    @POST
    @Consumes({
        PhotoBody.PNG,
        PhotoBody.JPEG,
        PhotoBody.GIF,
        MediaType.APPLICATION_OCTET_STREAM,
        MediaType.MULTIPART_FORM_DATA
    })
    public KeypointsAnswer photo(
            InputStream body,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) Optional<String> contentType,
            @QueryParam("model") Optional<String> model,
            @QueryParam("version") Optional<String> version)
            throws IOException, PhotoException {
        var asked = asked(model, version);
        byte[] bytes = PhotoBody.read(body, contentType, settings);
        return admission.work(() -> answer(asked, () -> Photo.decode(bytes, settings.photoLimits())));
    }

    /** Kaggle's pixel string: 9,216 greys of a 96 x 96 picture. */
    @POST
    @Consumes(MediaType.TEXT_PLAIN)
    public KeypointsAnswer pixelString(
            InputStream body,
            @QueryParam("model") Optional<String> model,
            @QueryParam("version") Optional<String> version)
            throws IOException, PhotoException {
        var asked = asked(model, version);
        String pixels = new String(RequestBody.read(body, settings, "a pixel string"), StandardCharsets.US_ASCII);
        return admission.work(() -> answer(asked, () -> new Photo(GreyPicture.parse(pixels))));
    }

    static String contentTypeRule(String contentType) {
        return "content type was " + contentType + " but must be one of " + PhotoBody.CONTENT_TYPES + ", "
                + MediaType.TEXT_PLAIN + " (a pixel string)";
    }

    /** @param version the newest that loads where not given */
    private record Asked(ModelName model, Optional<ModelVersion> version) {}

    private Asked asked(Optional<String> model, Optional<String> version) {
        ModelName name = model.map(models::model).orElseGet(settings::defaultModel);
        return new Asked(name, version.map(text -> models.version(name, text)));
    }

    private KeypointsAnswer answer(Asked asked, Decoding.Source<Photo> source) throws PhotoException {
        try (Lease lease = models.acquire(asked.model, asked.version)) {
            KeypointModel model = keypoints(lease);
            Photo photo = decoding.of(source);
            return KeypointsAnswer.of(asked.model, model.version(), photo, model.keypoints(photo));
        }
    }

    private static KeypointModel keypoints(Lease lease) {
        if (lease.model() instanceof KeypointModel model) {
            return model;
        }
        throw ProblemException.of(404, "model " + lease.model().name() + " is of species, not of keypoints");
    }
}
