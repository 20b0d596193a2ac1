package dev.fieldmark.api.rest;

import dev.fieldmark.api.config.Settings;
import dev.fieldmark.api.serve.DetectorModel;
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
import java.util.List;
import java.util.Optional;

/** {@code POST /v1/keypoints}: a photo in, the fifteen keypoints of each of its faces out. */
@Path(KeypointsResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
public class KeypointsResource {
    static final String PATH = "/v1/keypoints";

    private final Settings settings;
    private final StoreWatcher watcher;
    private final FaceFinder finder;

    public KeypointsResource(Settings settings, StoreWatcher watcher) {
        this.settings = settings;
        this.watcher = watcher;
        this.finder = new FaceFinder(watcher);
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
            @QueryParam("box") List<String> boxes)
            throws IOException, PhotoException {
        ModelName name = modelName(model);
        AskedFaces faces = AskedFaces.of(boxes);
        byte[] bytes = PhotoBody.read(body, contentType, settings);
        return answer(name, faces, () -> Photo.decode(bytes, settings.photoLimits()));
    }

    /** Kaggle's pixel string: 9,216 greys of a 96 x 96 picture. */
    @POST
    @Consumes(MediaType.TEXT_PLAIN)
    public KeypointsAnswer pixelString(InputStream body, @QueryParam("model") Optional<String> model)
            throws IOException, PhotoException {
        ModelName name = modelName(model);
        String pixels = new String(RequestBody.read(body, settings, "a pixel string"), StandardCharsets.US_ASCII);
        return answer(name, new AskedFaces.Whole(), () -> new Photo(GreyPicture.parse(pixels)));
    }

    static String contentTypeRule(String contentType) {
        return "content type was " + contentType + " but must be one of " + PhotoBody.CONTENT_TYPES + ", "
                + MediaType.TEXT_PLAIN + " (a pixel string)";
    }

    private interface PhotoSource {
        Photo photo() throws PhotoException;
    }

    private KeypointsAnswer answer(ModelName name, AskedFaces faces, PhotoSource source) throws PhotoException {
        try (Lease lease = acquire(name)) {
            KeypointModel model = keypoints(lease);
            Photo photo = source.photo();
            return KeypointsAnswer.of(model, photo, finder.faces(photo, faces));
        }
    }

    private static KeypointModel keypoints(Lease lease) {
        if (lease.model() instanceof KeypointModel model) {
            return model;
        }
        String what = lease.model() instanceof DetectorModel ? "a detector of faces" : "of species";
        throw ProblemException.of(404, "model " + lease.model().name() + " is " + what + ", not of keypoints");
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
                .orElseThrow(() -> ProblemException.of(503, "no version of " + name + " is loaded"));
    }
}
