package dev.fieldmark.api.oip;

import dev.fieldmark.api.serve.StoreWatcher;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** {@code GET /v2}: the server, and its health. */
@Path(ServerResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
public class ServerResource {
    static final String PATH = "/v2";

    private static final List<String> EXTENSIONS = List.of("binary_tensor_data", "classification");

    private final StoreWatcher watcher;
    private final String version;

    public ServerResource(StoreWatcher watcher, @ConfigProperty(name = "quarkus.application.version") String version) {
        this.watcher = watcher;
        this.version = version;
    }

    record Server(String name, String version, List<String> extensions) {}

    record Live(boolean live) {}

    /** The protocol's text has {@code live} here too, its servers say {@code ready}. */
    @RegisterForReflection
    record Ready(boolean live, boolean ready) {}

    @GET
    public Server server() {
        return new Server("fieldmark", version, EXTENSIONS);
    }

    @GET
    @Path("/health/live")
    public Live live() {
        return new Live(true);
    }

    /** Ready while at least one model is loaded, as {@code /q/health/ready}. */
    @GET
    @Path("/health/ready")
    public Response ready() {
        boolean ready =
                watcher.models().stream().anyMatch(model -> model.serving().isPresent());
        return Response.status(ready ? 200 : 503).entity(new Ready(true, ready)).build();
    }
}
