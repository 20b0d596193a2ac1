package dev.fieldmark.api.rest;

import dev.fieldmark.api.config.Settings;
import dev.fieldmark.api.serve.KeypointModel;
import dev.fieldmark.api.serve.Lease;
import dev.fieldmark.api.serve.StoreWatcher;
import dev.fieldmark.image.GreyPicture;
import dev.fieldmark.image.Photo;
import dev.fieldmark.image.PhotoException;
import dev.fieldmark.store.ModelName;
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
    private final StoreWatcher watcher;
    private final Admission admission;
    private final Decoding decoding;
    private final RequestMetrics metrics;

    public KeypointsResource(
            Settings settings, StoreWatcher watcher, Admission admission, Decoding decoding, RequestMetrics metrics) {
        this.settings = settings;
        this.watcher = watcher;
        this.admission = admission;
        this.decoding = decoding;
        this.metrics = metrics;
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
            @QueryParam("model") Optional<String> model)
            throws IOException, PhotoException {
        ModelName name = modelName(model);
        byte[] bytes = PhotoBody.read(body, contentType, settings);
        return admission.work(() -> answer(name, () -> Photo.decode(bytes, settings.photoLimits())));
    }

    /** Kaggle's pixel string: 9,216 greys of a 96 x 96 picture. */
    @POST
    @Consumes(MediaType.TEXT_PLAIN)
    public KeypointsAnswer pixelString(InputStream body, @QueryParam("model") Optional<String> model)
            throws IOException, PhotoException {
        ModelName name = modelName(model);
        String pixels = new String(RequestBody.read(body, settings, "a pixel string"), StandardCharsets.US_ASCII);
        return admission.work(() -> answer(name, () -> new Photo(GreyPicture.parse(pixels))));
    }

    static String contentTypeRule(String contentType) {
        return "content type was " + contentType + " but must be one of " + PhotoBody.CONTENT_TYPES + ", "
                + MediaType.TEXT_PLAIN + " (a pixel string)";
    }

    private KeypointsAnswer answer(ModelName name, Decoding.Source<Photo> source) throws PhotoException {
        try (Lease lease = acquire(name)) {
            KeypointModel model = keypoints(lease);
            Photo photo = decoding.of(source);
            return KeypointsAnswer.of(name, model.version(), photo, model.keypoints(photo));
        }
    }

    private static KeypointModel keypoints(Lease lease) {
        if (lease.model() instanceof KeypointModel model) {
            return model;
        }
        throw ProblemException.of(404, "model " + lease.model().name() + " is of species, not of keypoints");
    }

    private ModelName modelName(Optional<String> model) {
        if (model.isEmpty()) {
            return settings.defaultModel();
        }
        return model.filter(ModelName::isValid)
                .map(ModelName::new)
                .filter(name -> watcher.model(name).isPresent())
                .orElseThrow(() -> ProblemException.of(404, "there is no model '" + model.get() + "'"));
    }

    private Lease acquire(ModelName name) {
        return watcher.acquire(name)
                .map(metrics::countedFor)
                .orElseThrow(() ->
                        ProblemException.unavailable("no version of " + name + " is loaded", settings.pollInterval()));
    }
}
