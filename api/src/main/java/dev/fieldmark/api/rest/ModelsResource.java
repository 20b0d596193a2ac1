package dev.fieldmark.api.rest;

import dev.fieldmark.api.serve.ModelStatus;
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
import java.util.regex.Pattern;

/** {@code GET /v1/models...}: what the store has and what of it answers. */
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
public class ModelsResource {
    private static final Pattern ALIAS_OR_NUMBER = Pattern.compile("[a-z0-9-]{1,64}");

    private final ModelStore store;
    private final StoreWatcher watcher;

    public ModelsResource(ModelStore store, StoreWatcher watcher) {
        this.store = store;
        this.watcher = watcher;
    }

    record Models(List<Model> models) {}

    /**
     * @param serving the version that answers; absent where none does
     * @param problem why the latest does not answer; absent where it does
     */
    record Model(
            ModelName name,
            List<ModelVersion> versions,
            SortedMap<String, ModelVersion> aliases,
            Optional<ModelVersion> serving,
            Optional<String> problem) {}

    /** @param aliases that point here */
    record Version(ModelManifest manifest, List<String> aliases, boolean serving) {}

    @GET
    public Models models() {
        return new Models(store.models().stream().map(this::describe).toList());
    }

    @GET
    @Path("/{name}")
    public Model model(@PathParam("name") String name) {
        return describe(existing(name));
    }

    /** @param version a number or an alias */
    @GET
    @Path("/{name}/versions/{version}")
    public Version version(@PathParam("name") String name, @PathParam("version") String version) {
        ModelName model = existing(name);
        ModelVersion found = version(store, model, version);
        List<String> aliases = store.aliases(model).entrySet().stream()
                .filter(alias -> alias.getValue().equals(found))
                .map(Map.Entry::getKey)
                .toList();
        boolean serving = watcher.model(model).flatMap(ModelStatus::serving).equals(Optional.of(found));
        return new Version(store.manifest(model, found), aliases, serving);
    }

    static ModelVersion version(ModelStore store, ModelName model, String aliasOrNumber) {
        return Optional.of(aliasOrNumber)
                .filter(text -> ALIAS_OR_NUMBER.matcher(text).matches())
                .flatMap(text -> store.resolve(model, text))
                .orElseThrow(
                        () -> ProblemException.of(404, "model " + model + " has no version '" + aliasOrNumber + "'"));
    }

    private ModelName existing(String name) {
        return Optional.of(name)
                .filter(ModelName::isValid)
                .map(ModelName::new)
                .filter(model -> !store.versions(model).isEmpty())
                .orElseThrow(() -> ProblemException.of(404, "there is no model '" + name + "'"));
    }

    private Model describe(ModelName name) {
        Optional<ModelStatus> status = watcher.model(name);
        return new Model(
                name,
                store.versions(name),
                store.aliases(name),
                status.flatMap(ModelStatus::serving),
                status.flatMap(ModelStatus::problem));
    }
}
