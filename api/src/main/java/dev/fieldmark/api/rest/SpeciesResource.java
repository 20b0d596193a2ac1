package dev.fieldmark.api.rest;

import dev.fieldmark.api.config.Settings;
import dev.fieldmark.api.serve.Lease;
import dev.fieldmark.api.serve.ModelStatus;
import dev.fieldmark.api.serve.SpeciesModel;
import dev.fieldmark.api.serve.StoreWatcher;
import dev.fieldmark.domain.Identification;
import dev.fieldmark.image.PhotoException;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelVersion;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code /v1/species}: a photo in, the likeliest species of a group out; which groups there are, and their species. */
@Path(SpeciesResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
public class SpeciesResource {
    static final String PATH = "/v1/species";

    private static final String TWO = "2";
    private static final Pattern TOP = Pattern.compile("[2-9]|10");

    private final Settings settings;
    private final ModelFinder models;
    private final StoreWatcher watcher;
    private final Admission admission;
    private final Decoding decoding;

    public SpeciesResource(
            Settings settings, ModelFinder models, StoreWatcher watcher, Admission admission, Decoding decoding) {
        this.settings = settings;
        this.models = models;
        this.watcher = watcher;
        this.admission = admission;
        this.decoding = decoding;
    }

    record Groups(List<Group> groups) {}

    /** @param species how many */
    record Group(String group, ModelName model, ModelVersion version, int species) {
        static Group of(SpeciesModel model) {
            return new Group(
                    model.guide().group(),
                    model.name(),
                    model.version(),
                    model.guide().species().size());
        }
    }

    /** The groups of which a version answers. */
    @GET
    public Groups groups() {
        return new Groups(names().flatMap(name -> served(name).stream()).toList());
    }

    @GET
    @Path("/{group}/taxa")
    public TaxaAnswer taxa(@PathParam("group") String group) {
        ModelName name = model(group);
        try (Lease lease = models.followed(name)) {
            return TaxaAnswer.of(species(lease, group));
        }
    }

    /**
     * Names what a photo shows, or each photo of a form.
     *
     * @param top how many candidates
     * @param version a number or an alias; the newest that loads where not given
     */
    @POST
    @Path("/{group}")
    @Consumes({
        PhotoBody.PNG,
        PhotoBody.JPEG,
        PhotoBody.GIF,
        MediaType.APPLICATION_OCTET_STREAM,
        MediaType.MULTIPART_FORM_DATA
    })
    public SpeciesAnswer identify(
            InputStream body,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) Optional<String> contentType,
            @PathParam("group") String group,
            @QueryParam("top") Optional<String> top,
            @QueryParam("version") Optional<String> version)
            throws IOException, PhotoException {
        ModelName name = model(group);
        Optional<ModelVersion> wanted = version.map(text -> models.version(name, text));
        int candidates = candidates(top.orElse(TWO));
        List<PhotoPart> photos = PhotoBody.read(body, contentType, settings);
        return admission.work(() -> {
            try (Lease lease = models.acquire(name, wanted)) {
                SpeciesModel model = species(lease, group);
                return photos.size() == 1
                        ? new SpeciesAnswer.OfPhoto(
                                name, model.version(), group, identify(model, photos.get(0), candidates))
                        : new SpeciesAnswer.OfForm(
                                name,
                                model.version(),
                                group,
                                photos.stream()
                                        .map(photo -> FormAnswer.of(photo, part -> identify(model, part, candidates)))
                                        .toList());
            }
        });
    }

    private Identification identify(SpeciesModel model, PhotoPart photo, int candidates) throws PhotoException {
        byte[] bytes = photo.bytes();
        return model.identify(decoding.of(() -> model.decode(bytes, settings.photoLimits())), candidates);
    }

    static String contentTypeRule(String contentType) {
        return "content type was " + contentType + " but must be one of " + PhotoBody.CONTENT_TYPES;
    }

    private static int candidates(String top) {
        if (!TOP.matcher(top).matches()) {
            throw ProblemException.of(422, "top was '" + top + "' but must be a whole number from 2 to 10");
        }
        return Integer.parseInt(top);
    }

    private Stream<ModelName> names() {
        return watcher.models().stream()
                .map(ModelStatus::model)
                .filter(name -> name.group().isPresent());
    }

    private ModelName model(String group) {
        return names().filter(name -> name.group().equals(Optional.of(group)))
                .findFirst()
                .orElseThrow(() -> unknown(group));
    }

    private ProblemException unknown(String group) {
        String groups = names().flatMap(name -> name.group().stream()).collect(Collectors.joining(", "));
        return ProblemException.of(
                404,
                "there is no group '" + group + "'; "
                        + (groups.isEmpty() ? "the store has none yet" : "there are: " + groups));
    }

    private Optional<Group> served(ModelName name) {
        return watcher.acquireFollowed(name).flatMap(lease -> {
            try (lease) {
                return lease.model() instanceof SpeciesModel model ? Optional.of(Group.of(model)) : Optional.empty();
            }
        });
    }

    private static SpeciesModel species(Lease lease, String group) {
        if (lease.model() instanceof SpeciesModel model) {
            return model;
        }
        throw ProblemException.of(
                404, "there is no group '" + group + "': model " + lease.model().name() + " is of keypoints");
    }
}
