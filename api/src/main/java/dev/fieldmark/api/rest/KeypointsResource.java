package dev.fieldmark.api.rest;

import dev.fieldmark.api.config.Settings;
import dev.fieldmark.api.serve.Lease;
import dev.fieldmark.api.serve.ServedModel;
import dev.fieldmark.api.serve.StoreWatcher;
import dev.fieldmark.image.GreyPicture;
import dev.fieldmark.image.Photo;
import dev.fieldmark.image.PhotoException;
import dev.fieldmark.image.PhotoLimits;
import dev.fieldmark.store.ModelName;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
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

    private static final String PNG = "image/png";
    private static final String JPEG = "image/jpeg";

    private final Settings settings;
    private final StoreWatcher watcher;

    public KeypointsResource(Settings settings, StoreWatcher watcher) {
        this.settings = settings;
        this.watcher = watcher;
    }

    /** The bytes say which format they have; the content type only tells a picture from a pixel string. */
    @POST
    @Consumes({PNG, JPEG, MediaType.APPLICATION_OCTET_STREAM})
    public KeypointsAnswer photo(InputStream body, @QueryParam("model") Optional<String> model) throws IOException {
        ModelName name = modelName(model);
        byte[] bytes = read(body);
        return answer(name, () -> Photo.decode(bytes, new PhotoLimits(settings.maxBodyBytes(), settings.maxPixels())));
    }

    /** Kaggle's pixel string: 9,216 greys of a 96 x 96 picture. */
    @POST
    @Consumes(MediaType.TEXT_PLAIN)
    public KeypointsAnswer pixelString(InputStream body, @QueryParam("model") Optional<String> model)
            throws IOException {
        ModelName name = modelName(model);
        byte[] bytes = read(body);
        return answer(name, () -> new Photo(GreyPicture.parse(new String(bytes, StandardCharsets.US_ASCII))));
    }

    static String contentTypeRule(String contentType) {
        return "content type was " + contentType + " but must be " + PNG + ", " + JPEG + ", "
                + MediaType.APPLICATION_OCTET_STREAM + " (a PNG or JPEG) or " + MediaType.TEXT_PLAIN
                + " (a pixel string)";
    }

    private interface PhotoSource {
        Photo photo() throws PhotoException;
    }

    private KeypointsAnswer answer(ModelName name, PhotoSource source) {
        try (Lease lease = acquire(name)) {
            ServedModel model = lease.model();
            Photo photo = source.photo();
            return KeypointsAnswer.of(model.name(), model.version(), photo, model.keypoints(photo));
        } catch (PhotoException.Unsupported e) {
            throw ProblemException.of(415, String.valueOf(e.getMessage()));
        } catch (PhotoException e) {
            throw ProblemException.of(422, String.valueOf(e.getMessage()));
        }
    }

    private byte[] read(InputStream body) throws IOException {
        byte[] bytes = RequestBody.read(body, settings);
        if (bytes.length == 0) {
            throw ProblemException.of(422, "the body was empty but must be a PNG, a JPEG or a pixel string");
        }
        return bytes;
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
