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
import java.util.ArrayList;
import java.util.List;

/**
 * A form of files (RFC 7578), read in memory by Netty; the framework would write it to disk, before any limit.
 */
final class PhotoForm {
    static final int MOST_PHOTOS = 16;

    private PhotoForm() {}

    /**
     * Its files in order, at least one.
     *
     * @param contentType with the boundary of the parts
     */
    static List<PhotoPart> photos(byte[] form, String contentType) {
        var request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
        request.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        if (!HttpPostRequestDecoder.isMultipart(request)) {
            throw broken("the content type was " + contentType + " but must have a boundary");
        }
        try {
            var decoder = new HttpPostMultipartRequestDecoder(
                    new DefaultHttpDataFactory(false), request, StandardCharsets.UTF_8);
            try {
                decoder.offer(new DefaultLastHttpContent(Unpooled.wrappedBuffer(form)));
                return files(decoder);
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

    private static ProblemException broken(String reason) {
        return ProblemException.of(422, "the form is broken: " + reason);
    }

    private static List<PhotoPart> files(HttpPostMultipartRequestDecoder decoder) throws IOException {
        if (decoder.currentPartialHttpData() != null) {
            throw broken("it ends within a part");
        }
        List<InterfaceHttpData> parts = decoder.getBodyHttpDatas();
        if (parts.size() > MOST_PHOTOS) {
            throw ProblemException.of(
                    422, "the form had " + parts.size() + " parts but must have at most " + MOST_PHOTOS + " files");
        }
        var photos = new ArrayList<PhotoPart>();
        for (InterfaceHttpData part : parts) {
            if (part instanceof FileUpload file) {
                photos.add(new PhotoPart(file.getFilename(), file.get()));
            }
        }
        if (photos.isEmpty() || photos.size() < parts.size()) {
            throw ProblemException.of(
                    422,
                    "the form had " + parts.stream().map(PhotoForm::describe).toList() + " but must have 1 to "
                            + MOST_PHOTOS + " files and nothing else");
        }
        return photos;
    }

    private static String describe(InterfaceHttpData part) {
        return (part instanceof FileUpload ? "file '" : "field '") + part.getName() + "'";
    }
}
