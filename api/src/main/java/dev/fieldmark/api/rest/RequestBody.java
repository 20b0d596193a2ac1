package dev.fieldmark.api.rest;

import dev.fieldmark.api.config.Settings;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;

/** Reads bodies up to the limit. */
public final class RequestBody {
    private RequestBody() {}

    /** @param what it must be, for the error where it is empty */
    static byte[] read(InputStream body, Settings settings, String what) throws IOException {
        byte[] bytes = read(body, settings);
        if (bytes.length == 0) {
            throw ProblemException.of(422, "the body was empty but must be " + what);
        }
        return bytes;
    }

    public static byte[] read(InputStream body, Settings settings) throws IOException {
        byte[] bytes = body.readNBytes(Math.toIntExact(settings.maxBodyBytes() + 1));
        if (bytes.length > settings.maxBodyBytes()) {
            throw ProblemException.of(
                    Response.Status.REQUEST_ENTITY_TOO_LARGE.getStatusCode(), tooLarge(settings.maxBodyBytes()));
        }
        return bytes;
    }

    static String tooLarge(long maxBytes) {
        return "the body must have at most " + maxBytes + " bytes";
    }
}
