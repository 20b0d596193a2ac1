package dev.fieldmark.api.rest;

import io.netty.buffer.Unpooled;
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
        if (!hasBoundary(request)) {
            throw broken("the content type was " + contentType + " but must have a boundary");
        }
        try {
            var decoder = new HttpPostMultipartRequestDecoder(
                    new DefaultHttpDataFactory(false), request, StandardCharsets.UTF_8);
            try {
                decoder.offer(new DefaultLastHttpContent(Unpooled.wrappedBuffer(form)));
                return onlyFile(decoder);
            } finally {
                decoder.destroy();
            }
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException e) { // Netty throws many kinds at damaged forms, often without a word
            throw broken("it can't be read as " + contentType);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasBoundary(DefaultHttpRequest request) {
        try {
            return HttpPostRequestDecoder.isMultipart(request);
        } catch (RuntimeException e) { // Netty's way to say of a damaged one that it is none
            return false;
        }
    }

    private static ProblemException broken(String reason) {
        return ProblemException.of(422, "the form is broken: " + reason);
    }

    private static byte[] onlyFile(HttpPostMultipartRequestDecoder decoder) throws IOException {
        if (decoder.currentPartialHttpData() != null) {
            throw broken("it ends within a part");
        }
        List<InterfaceHttpData> parts = decoder.getBodyHttpDatas();
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
