package dev.fieldmark.api.rest;

import dev.fieldmark.api.config.Settings;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The photos of a request: the body itself, or the files of a form. The bytes say which format they have. */
final class PhotoBody {
    static final String PNG = "image/png";
    static final String JPEG = "image/jpeg";
    static final String GIF = "image/gif";

    /** What a photo must be. */
    static final String WHAT = "a PNG, JPEG or GIF";

    /** What a content type must be, as far as it is one of a photo. */
    static final String CONTENT_TYPES = PNG + ", " + JPEG + ", " + GIF + ", " + MediaType.APPLICATION_OCTET_STREAM
            + " (" + WHAT + "), " + MediaType.MULTIPART_FORM_DATA + " (1 to " + PhotoForm.MOST_PHOTOS + " such files)";

    private PhotoBody() {}

    /** At least one. */
    static List<PhotoPart> read(InputStream body, Optional<String> contentType, Settings settings) throws IOException {
        byte[] bytes = RequestBody.read(body, settings, WHAT);
        return contentType
                .filter(type -> type.toLowerCase(Locale.ROOT).startsWith(MediaType.MULTIPART_FORM_DATA))
                .map(type -> PhotoForm.photos(bytes, type))
                .orElseGet(() -> List.of(new PhotoPart("", bytes)));
    }
}
