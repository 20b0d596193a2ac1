package dev.fieldmark.api.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** What every answer of a resource says beside its body. */
public final class AnswerHeads {
    @ServerResponseFilter
    public void add(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof ModelAnswer answer) {
            response.getHeaders().putSingle(ModelAnswer.HEADER, answer.model() + "@" + answer.version());
        }
        if (response.getEntity() instanceof Problem problem) {
            response.setEntity(problem.of(request.getHeaderString(RequestLog.REQUEST_ID)));
        }
    }
}
