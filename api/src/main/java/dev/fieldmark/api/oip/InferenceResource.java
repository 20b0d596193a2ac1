package dev.fieldmark.api.oip;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fieldmark.api.config.Settings;
import dev.fieldmark.api.rest.Admission;
import dev.fieldmark.api.rest.ModelFinder;
import dev.fieldmark.api.rest.RequestBody;
import dev.fieldmark.api.serve.Lease;
import dev.fieldmark.api.serve.ServedModel;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelStore;
import dev.fieldmark.store.ModelVersion;
import dev.fieldmark.store.Signature;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** {@code /v2/models/{model}[/versions/{version}]}: what a model is, whether it answers, and its answers. */
@Path(InferenceResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
public class InferenceResource {
    static final String PATH = ServerResource.PATH + "/models/{model}";

    private static final String VERSION = "/versions/{version}";
    private static final String READY = "/ready";
    private static final String INFER = "/infer";

    private final Settings settings;
    private final ModelStore store;
    private final ModelFinder models;
    private final Admission admission;
    private final ObjectMapper json;

    public InferenceResource(
            Settings settings, ModelStore store, ModelFinder models, Admission admission, ObjectMapper json) {
        this.settings = settings;
        this.store = store;
        this.models = models;
        this.admission = admission;
        this.json = json;
    }

    record Readiness(ModelName name, boolean ready) {}

    @GET
    public ModelMetadata metadata(@PathParam("model") String model) {
        return describe(model, Optional.empty());
    }

    @GET
    @Path(VERSION)
    public ModelMetadata metadataOfVersion(@PathParam("model") String model, @PathParam("version") String version) {
        return describe(model, Optional.of(version));
    }

    @GET
    @Path(READY)
    public Readiness ready(@PathParam("model") String model) {
        return readiness(model, Optional.empty());
    }

    @GET
    @Path(VERSION + READY)
    public Readiness readyOfVersion(@PathParam("model") String model, @PathParam("version") String version) {
        return readiness(model, Optional.of(version));
    }

    /** Clients of the protocol send any content type, or none: the header tells where the JSON ends. */
    @POST
    @Path(INFER)
    @Consumes(MediaType.WILDCARD)
    @Produces({MediaType.APPLICATION_JSON, MediaType.APPLICATION_OCTET_STREAM})
    public Response infer(
            InputStream body,
            @PathParam("model") String model,
            @HeaderParam(InferBody.JSON_LENGTH) Optional<String> jsonLength)
            throws IOException {
        return answer(model, Optional.empty(), body, jsonLength);
    }

    @POST
    @Path(VERSION + INFER)
    @Consumes(MediaType.WILDCARD)
    @Produces({MediaType.APPLICATION_JSON, MediaType.APPLICATION_OCTET_STREAM})
    public Response inferByVersion(
            InputStream body,
            @PathParam("model") String model,
            @PathParam("version") String version,
            @HeaderParam(InferBody.JSON_LENGTH) Optional<String> jsonLength)
            throws IOException {
        return answer(model, Optional.of(version), body, jsonLength);
    }

    private ModelMetadata describe(String model, Optional<String> version) {
        try (Lease lease = asked(model, version).acquire(models)) {
            ServedModel served = lease.model();
            return ModelMetadata.of(served.name(), store.versions(served.name()), served.signature());
        }
    }

    private Readiness readiness(String model, Optional<String> version) {
        try (Lease lease = asked(model, version).acquire(models)) {
            return new Readiness(lease.model().name(), true);
        }
    }

    private Response answer(String model, Optional<String> version, InputStream body, Optional<String> jsonLength)
            throws IOException {
        Asked asked = asked(model, version);
        var parts = InferBody.of(RequestBody.read(body, settings), jsonLength);
        return admission.work(() -> answer(asked, parts));
    }

    private Response answer(Asked asked, InferBody parts) throws IOException {
        try (Lease lease = asked.acquire(models)) {
            ServedModel served = lease.model();
            Signature signature = served.signature();
            InferRequest request = InferRequestReader.read(parts, Inputs.mostValues(signature));
            var outputs = Outputs.of(request, signature);
            var pictures = Inputs.pictures(request.input(), parts.binary(), signature);
            return InferAnswer.response(
                    served.name(),
                    served.version().toString(),
                    request.id(),
                    outputs.tensors(served.infer(pictures)),
                    json);
        }
    }

    private Asked asked(String model, Optional<String> version) {
        ModelName name = models.model(model);
        return new Asked(name, version.map(text -> models.version(name, text)));
    }

    private record Asked(ModelName model, Optional<ModelVersion> version) {
        Lease acquire(ModelFinder models) {
            return models.acquire(model, version);
        }
    }
}
