package dev.fieldmark.api.rest;

import dev.fieldmark.api.config.Settings;
import dev.fieldmark.api.serve.DetectorModel;
import dev.fieldmark.api.serve.KeypointModel;
import dev.fieldmark.api.serve.Lease;
import dev.fieldmark.api.serve.StoreWatcher;
import dev.fieldmark.image.Photo;
import dev.fieldmark.image.PhotoException;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelVersion;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** {@code POST /v1/keypoints}: a photo of a face in, its fifteen keypoints out, as numbers or drawn. */
@Path(KeypointsResource.PATH)
@Produces({MediaType.APPLICATION_JSON, PhotoBody.PNG, FaceForm.SVG_TYPE})
public class KeypointsResource {
    static final String PATH = "/v1/keypoints";

    /** Model and version, where the answer is a picture too. */
    private static final String ANSWERED_BY = "Fieldmark-Model";

    private final Settings settings;
    private final ModelFinder models;
    private final FaceFinder finder;
    private final Admission admission;
    private final Decoding decoding;

    public KeypointsResource(
            Settings settings, ModelFinder models, StoreWatcher watcher, Admission admission, Decoding decoding) {
        this.settings = settings;
        this.models = models;
        this.finder = new FaceFinder(watcher);
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
    public Response photo(
            InputStream body,
            @Context HttpHeaders headers,
            @QueryParam("model") Optional<String> model,
            @QueryParam("version") Optional<String> version,
            @QueryParam("box") List<String> boxes)
            throws IOException, PhotoException {
        var asked = asked(headers, model, version, AskedFaces.of(boxes));
        var contentType = Optional.ofNullable(headers.getHeaderString(HttpHeaders.CONTENT_TYPE));
        List<PhotoPart> photos = PhotoBody.read(body, contentType, settings);
        return admission.work(() -> photos.size() == 1
                ? answer(asked, new FaceSource.OfFile(photos.get(0).bytes(), settings.photoLimits()))
                : answer(asked, photos));
    }

    /** Kaggle's pixel string: 9,216 greys of a 96 x 96 picture. */
    @POST
    @Consumes(MediaType.TEXT_PLAIN)
    public Response pixelString(
            InputStream body,
            @Context HttpHeaders headers,
            @QueryParam("model") Optional<String> model,
            @QueryParam("version") Optional<String> version)
            throws IOException, PhotoException {
        var asked = asked(headers, model, version, new AskedFaces.Whole());
        String pixels = new String(RequestBody.read(body, settings, "a pixel string"), StandardCharsets.US_ASCII);
        return admission.work(() -> answer(asked, new FaceSource.OfPixels(pixels)));
    }

    static String contentTypeRule(String contentType) {
        return "content type was " + contentType + " but must be one of " + PhotoBody.CONTENT_TYPES + ", "
                + MediaType.TEXT_PLAIN + " (a pixel string)";
    }

    /** @param version the newest that loads where not given */
    private record Asked(ModelName model, Optional<ModelVersion> version, AskedFaces faces, FaceForm form) {}

    private Asked asked(HttpHeaders headers, Optional<String> model, Optional<String> version, AskedFaces faces) {
        ModelName name = model.map(models::model).orElseGet(settings::defaultModel);
        return new Asked(
                name,
                version.map(text -> models.version(name, text)),
                faces,
                FaceForm.of(headers.getAcceptableMediaTypes()));
    }

    private Response answer(Asked asked, FaceSource source) throws PhotoException {
        try (Lease lease = models.acquire(asked.model, asked.version)) {
            KeypointModel model = keypoints(lease);
            Photo photo = decoding.of(source::photo);
            FaceFinder.Faces found = finder.faces(photo, asked.faces);
            List<FacePoints> faces = FacePoints.of(found, box -> model.keypoints(photo, box));
            Object answer = switch (asked.form) {
                case JSON ->
                    new KeypointsAnswer.OfPhoto(
                            asked.model,
                            model.version(),
                            KeypointsAnswer.PhotoFaces.of(photo, found.detector(), faces));
                case PNG -> drawing(source, photo, faces).png();
                case SVG -> drawing(source, photo, faces).svg();
            };
            return Response.ok(answer, asked.form.type())
                    .header(ANSWERED_BY, asked.model + "@" + model.version())
                    .build();
        }
    }

    private static FaceDrawing drawing(FaceSource source, Photo photo, List<FacePoints> faces) throws PhotoException {
        return FaceDrawing.of(source.view(FaceDrawing.SIDE_PIXELS), photo, faces);
    }

    private Response answer(Asked asked, List<PhotoPart> photos) {
        if (asked.form != FaceForm.JSON) {
            throw ProblemException.of(
                    406, "the form had " + photos.size() + " photos but a picture is drawn of one alone");
        }
        try (Lease lease = models.acquire(asked.model, asked.version)) {
            KeypointModel model = keypoints(lease);
            List<FormAnswer> answers = photos.stream()
                    .map(photo -> FormAnswer.of(photo, part -> faces(model, part, asked.faces)))
                    .toList();
            return Response.ok(new KeypointsAnswer.OfForm(asked.model, model.version(), answers), asked.form.type())
                    .build();
        }
    }

    private KeypointsAnswer.PhotoFaces faces(KeypointModel model, PhotoPart part, AskedFaces asked)
            throws PhotoException {
        Photo photo = decoding.of(() -> Photo.decode(part.bytes(), settings.photoLimits()));
        FaceFinder.Faces found = finder.faces(photo, asked);
        return KeypointsAnswer.PhotoFaces.of(
                photo, found.detector(), FacePoints.of(found, box -> model.keypoints(photo, box)));
    }

    private static KeypointModel keypoints(Lease lease) {
        if (lease.model() instanceof KeypointModel model) {
            return model;
        }
        String what = lease.model() instanceof DetectorModel ? "a detector of faces" : "of species";
        throw ProblemException.of(404, "model " + lease.model().name() + " is " + what + ", not of keypoints");
    }
}
