package dev.fieldmark.api.rest;

import dev.fieldmark.image.PhotoException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Every error as {@code application/problem+json}, the framework's own among them. */
public final class ProblemMappers {
    private static final System.Logger LOG = System.getLogger(ProblemMappers.class.getName());

    private static final Pattern POST_PATH =
            Pattern.compile(KeypointsResource.PATH + "|" + SpeciesResource.PATH + "/[^/]+|/v2/models/.+/infer");

    @ServerResponseFilter
    public void asClientsReadIt(ContainerResponseContext response, UriInfo uri) {
        if (response.getEntity() instanceof Problem problem) {
            response.setEntity(problem.at(uri.getPath()));
        }
    }

    @ServerExceptionMapper
    public Response problem(ProblemException e) {
        return e.problem().toResponse();
    }

    @ServerExceptionMapper
    public Response notFound(NotFoundException e, UriInfo uri) {
        return Problem.of(404, "there is nothing at " + uri.getPath()).toResponse();
    }

    @ServerExceptionMapper
    public Response notAllowed(NotAllowedException e, Request request, UriInfo uri) {
        // the framework doesn't say what is allowed
        String allowed = POST_PATH.matcher(uri.getPath()).matches() ? "POST" : "GET";
        String detail = "the method was " + request.getMethod() + " but must be " + allowed;
        return Response.fromResponse(Problem.of(405, detail).toResponse())
                .header(HttpHeaders.ALLOW, allowed)
                .build();
    }

    @ServerExceptionMapper
    public Response notSupported(NotSupportedException e, @Context HttpHeaders headers, UriInfo uri) {
        String contentType = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        String rule = uri.getPath().startsWith(SpeciesResource.PATH)
                ? SpeciesResource.contentTypeRule(contentType)
                : KeypointsResource.contentTypeRule(contentType);
        return Problem.of(415, rule).toResponse();
    }

    @ServerExceptionMapper
    public Response photo(PhotoException e) {
        return Problem.of(e).toResponse();
    }

    @ServerExceptionMapper
    public Response framework(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        if (status >= 500) {
            return fault(e);
        }
        return Problem.of(status, e.getResponse().getStatusInfo().getReasonPhrase())
                .toResponse();
    }

    @ServerExceptionMapper
    public Response fault(Throwable e) {
        LOG.log(System.Logger.Level.ERROR, "a request failed", e);
        return Problem.fault().toResponse();
    }
}
