package dev.fieldmark.api.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Objects;

/** {@code GET /q/openapi}: the API as an OpenAPI document, and where the page is that shows it. */
@Path("/q")
public class OpenApiResource {
    /** On the class path. */
    static final String DOCUMENT = "META-INF/openapi.yaml";

    /** RFC 9512. */
    private static final String YAML = "application/yaml";

    private static final String PAGE = "/q/swagger-ui/";

    @GET
    @Path("/openapi")
    @Produces({YAML, MediaType.WILDCARD})
    public Response document() throws IOException {
        try (InputStream document = Objects.requireNonNull(
                Thread.currentThread().getContextClassLoader().getResourceAsStream(DOCUMENT))) {
            return Response.ok(document.readAllBytes(), YAML).build();
        }
    }

    /** The page stands in a folder, so that it finds what lies beside it. */
    @GET
    @Path("/swagger-ui")
    public Response page() {
        return Response.seeOther(URI.create(PAGE)).build();
    }
}
