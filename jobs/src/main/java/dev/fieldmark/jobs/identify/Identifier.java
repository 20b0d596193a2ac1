package dev.fieldmark.jobs.identify;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.fieldmark.domain.Identification;
import dev.fieldmark.image.PhotoException;
import dev.fieldmark.image.PhotoLimits;
import dev.fieldmark.image.SquarePhoto;
import dev.fieldmark.jobs.onnx.OnnxNetException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** Photos to replies; every photo gets one, whatever it is. */
public record Identifier(TakenPhotos taken) {
    /** Two cores decode two photos of this size at a time within a heap of 1 GB. */
    public static final PhotoLimits LIMITS = new PhotoLimits(1 << 25, 50_000_000);

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .defaultPropertyInclusion(JsonInclude.Value.construct(Include.NON_ABSENT, Include.NON_ABSENT))
            .build();

    /** Reads the photo, asks the model. */
    public Reply reply(TakenPhoto photo, SpeciesModel model) {
        try {
            SquarePhoto pixels = SquarePhoto.decode(LIMITS.read(taken.file(photo)), LIMITS, model.sidePixels());
            return identified(photo, model, model.identify(pixels));
        } catch (PhotoException e) {
            return broken(photo, String.valueOf(e.getMessage()));
        } catch (NoSuchFileException e) {
            return broken(photo, "photo was removed before it could be read");
        } catch (IOException e) {
            return broken(photo, "photo can't be read: " + e.getMessage());
        } catch (OnnxNetException | IllegalArgumentException e) {
            return broken(photo, model + " could not answer: " + e.getMessage());
        }
    }

    private static Reply identified(TakenPhoto photo, SpeciesModel model, Identification identification) {
        ObjectNode line = line(photo);
        line.put("model", model.name().value())
                .put("version", model.version().number())
                .put("group", model.group());
        line.setAll((ObjectNode) JSON.valueToTree(identification));
        return reply(photo, false, line);
    }

    private static Reply broken(TakenPhoto photo, String reason) {
        return reply(photo, true, line(photo).put("answer", "broken").put("reason", reason));
    }

    private static ObjectNode line(TakenPhoto photo) {
        return JSON.createObjectNode().put("photo", photo.photoName().text());
    }

    private static Reply reply(TakenPhoto photo, boolean broken, ObjectNode line) {
        try {
            return new Reply(photo.id(), broken, JSON.writeValueAsString(line));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
