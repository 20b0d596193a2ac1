package dev.fieldmark.api.rest;

import dev.fieldmark.api.serve.ModelStatus;
import dev.fieldmark.api.serve.StoreWatcher;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.Stream;

/** {@code GET /q/health/...}: alive while the process answers, ready while a model is loaded. */
@Path("/q/health")
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {
    private final StoreWatcher watcher;

    public HealthResource(StoreWatcher watcher) {
        this.watcher = watcher;
    }

    record Live(String status) {}

    /**
     * Registered by hand, as every answer that leaves in a {@link Response}: there the build does not see its type.
     *
     * @param serving {@code model@version} of each model that answers, {@code model@version=share%} of each canary
     * @param problems why others don't, or not at their latest version
     */
    @RegisterForReflection
    record Ready(String status, List<String> serving, List<String> problems) {}

    @GET
    @Path("/live")
    public Live live() {
        return new Live("UP");
    }

    @GET
    @Path("/ready")
    public Response ready() {
        List<ModelStatus> models = watcher.models();
        List<String> serving = models.stream().flatMap(HealthResource::serving).toList();
        boolean up = !serving.isEmpty();
        return Response.status(up ? 200 : 503)
                .entity(new Ready(up ? "UP" : "DOWN", serving, problems(models)))
                .build();
    }

    private List<String> problems(List<ModelStatus> models) {
        Stream<String> empty = models.isEmpty() ? Stream.of("the store is empty") : Stream.of();
        Stream<String> ofModels = models.stream().flatMap(HealthResource::problems);
        return Stream.of(watcher.storeProblem().stream(), empty, ofModels)
                .flatMap(problems -> problems)
                .toList();
    }

    static Stream<String> serving(ModelStatus model) {
        Stream<String> followed = model.serving().stream().map(version -> model.model() + "@" + version);
        Stream<String> canary = model.canary().stream()
                .flatMap(status -> status.serving().stream()
                        .map(version -> model.model() + "@" + version + "="
                                + status.canary().percent()));
        return Stream.concat(followed, canary);
    }

    private static Stream<String> problems(ModelStatus model) {
        Stream<String> followed = model.problem().stream().map(problem -> model.model() + ": " + problem);
        Stream<String> canary = model.canary().stream()
                .flatMap(status -> status.problem().stream().map(problem -> model.model() + ": canary " + problem));
        return Stream.concat(followed, canary);
    }
}
