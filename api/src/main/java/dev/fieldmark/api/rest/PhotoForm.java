package dev.fieldmark.api.rest;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A form with one file (RFC 7578), read in memory by Netty; the framework would write it to disk, before any limit.
 */
final class PhotoForm {
    private PhotoForm() {}

    /**
     * The content of its file.
     *
     * @param contentType with the boundary of the parts
     */
    static byte[] file(byte[] form, String contentType) {
        var request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
        request.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        if (!HttpPostRequestDecoder.isMultipart(request)) {
            throw broken("the content type was " + contentType + " but must have a boundary");
        }
        HttpPostMultipartRequestDecoder decoder;
        try {
            decoder = new HttpPostMultipartRequestDecoder(
                    new DefaultHttpDataFactory(false), request, StandardCharsets.UTF_8);
        } catch (RuntimeException e) { // of a charset that there is not, for one
            throw broken(String.valueOf(e.getMessage()));
        }
        try {
            return onlyFile(parts(decoder, form));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            decoder.destroy();
        }
    }

    private static List<InterfaceHttpData> parts(HttpPostMultipartRequestDecoder decoder, byte[] form) {
        try {
            decoder.offer(new DefaultLastHttpContent(Unpooled.wrappedBuffer(form)));
        } catch (DecoderException e) {
            throw broken(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) { // Netty throws many kinds at damaged headers
            throw broken("the header of a part can't be read");
        }
        if (decoder.currentPartialHttpData() != null) {
            throw broken("it ends within a part");
        }
        return decoder.getBodyHttpDatas();
    }

    private static ProblemException broken(String reason) {
        return ProblemException.of(422, "the form is broken: " + reason);
    }

    private static byte[] onlyFile(List<InterfaceHttpData> parts) throws IOException {
        if (parts.size() != 1 || !(parts.get(0) instanceof FileUpload file)) {
            throw ProblemException.of(
                    422,
                    "the form had " + parts.stream().map(PhotoForm::describe).toList()
                            + " but must have one file and nothing else");
        }
        byte[] content = file.get();
        if (content.length == 0) {
            throw ProblemException.of(422, "the form's file was empty but must be " + PhotoBody.WHAT);
        }
        return content;
    }

    private static String describe(InterfaceHttpData part) {
        return (part instanceof FileUpload ? "file '" : "field '") + part.getName() + "'";
    }
}
