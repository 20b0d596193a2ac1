package dev.fieldmark.api.rest;

import dev.fieldmark.api.serve.ModelStatus;
import dev.fieldmark.api.serve.ModelStatus.CanaryStatus;
import dev.fieldmark.api.serve.StoreWatcher;
import dev.fieldmark.store.ModelManifest;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelStore;
import dev.fieldmark.store.ModelVersion;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** {@code GET /v1/models...}: what the store has and what of it answers. */
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
public class ModelsResource {
    private final ModelStore store;
    private final StoreWatcher watcher;
    private final ModelFinder models;

    public ModelsResource(ModelStore store, StoreWatcher watcher, ModelFinder models) {
        this.store = store;
        this.watcher = watcher;
        this.models = models;
    }

    record Models(List<Model> models) {}

    /**
     * @param pinned the number or alias that is served; absent where it is the latest
     * @param serving the version that answers; absent where none does
     * @param problem why it is not the latest, or the pinned one; absent where it is
     */
    record Model(
            ModelName name,
            List<ModelVersion> versions,
            SortedMap<String, ModelVersion> aliases,
            Optional<String> pinned,
            Optional<ModelVersion> serving,
            Optional<String> problem,
            Optional<CanaryAnswer> canary) {}

    /**
     * @param version absent where it can't be served, or is the one that answers anyway
     * @param share of the requests that name no version
     * @param problem why it can't be served
     */
    record CanaryAnswer(Optional<ModelVersion> version, double share, Optional<String> problem) {
        static CanaryAnswer of(CanaryStatus status) {
            return new CanaryAnswer(status.serving(), status.canary().share(), status.problem());
        }
    }

    /** @param aliases that point here */
    record Version(ModelManifest manifest, List<String> aliases, boolean serving) {}

    @GET
    public Models models() {
        return new Models(store.models().stream().map(this::describe).toList());
    }

    @GET
    @Path("/{name}")
    public Model model(@PathParam("name") String name) {
        return describe(models.model(name));
    }

    /** @param version a number or an alias */
    @GET
    @Path("/{name}/versions/{version}")
    public Version version(@PathParam("name") String name, @PathParam("version") String version) {
        ModelName model = models.model(name);
        ModelVersion found = models.version(model, version);
        List<String> aliases = store.aliases(model).entrySet().stream()
                .filter(alias -> alias.getValue().equals(found))
                .map(Map.Entry::getKey)
                .toList();
        boolean serving = watcher.model(model).flatMap(ModelStatus::serving).equals(Optional.of(found));
        return new Version(store.manifest(model, found), aliases, serving);
    }

    private Model describe(ModelName name) {
        Optional<ModelStatus> status = watcher.model(name);
        return new Model(
                name,
                store.versions(name),
                store.aliases(name),
                status.map(known -> known.follows().aliasOrNumber()).filter(alias -> !alias.equals(ModelStore.LATEST)),
                status.flatMap(ModelStatus::serving),
                status.flatMap(ModelStatus::problem),
                status.flatMap(ModelStatus::canary).map(CanaryAnswer::of));
    }
}
