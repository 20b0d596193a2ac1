package dev.fieldmark.jobs.bot.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** An update as Telegram delivers it, as far as it is a message of a person. */
record Update(JsonNode json) {
    /** Bots can't download larger files. */
    static final int MAX_BYTES = 20 << 20;

    /** What the message holds. */
    enum Kind {
        /** A photo, or a picture sent as a file. */
        PHOTO,
        /** A picture over {@link #MAX_BYTES}. */
        TOO_LARGE,
        /** Something else, said to the bot in private. */
        TALK,
        /** Nothing that is meant for the bot. */
        OTHER
    }

    private record Picture(String file, long bytes, long pixels) {}

    private JsonNode message() {
        return json.path("message");
    }

    boolean isUpdate() {
        return json.path("update_id").isIntegralNumber();
    }

    /** The same in every delivery of the same update. */
    String photo() {
        return "telegram-" + json.path("update_id").asText();
    }

    Kind kind() {
        boolean person = message().path("chat").path("id").isIntegralNumber()
                && message().path("message_id").isIntegralNumber()
                && !message().path("from").path("is_bot").asBoolean();
        if (!person) {
            return Kind.OTHER;
        }
        if (picture().isPresent()) {
            return Kind.PHOTO;
        }
        if (pictures().findAny().isPresent()) {
            return Kind.TOO_LARGE;
        }
        return message().path("chat").path("type").asText().equals("private") ? Kind.TALK : Kind.OTHER;
    }

    /** Where to answer, and of what photo, if any. */
    Map<String, String> address() {
        String chat = message().path("chat").path("id").asText();
        String message = message().path("message_id").asText();
        return picture()
                .map(found -> Map.of("chat", chat, "message", message, "file", found.file))
                .orElse(Map.of("chat", chat, "message", message));
    }

    /** The largest that can be downloaded. */
    private Optional<Picture> picture() {
        return pictures()
                .filter(each -> each.bytes <= MAX_BYTES)
                .max(Comparator.comparingLong(Picture::pixels).thenComparingLong(Picture::bytes));
    }

    private Stream<Picture> pictures() {
        JsonNode document = message().path("document");
        Stream<JsonNode> file =
                document.path("mime_type").asText().startsWith("image/") ? Stream.of(document) : Stream.empty();
        return Stream.concat(StreamSupport.stream(message().path("photo").spliterator(), false), file)
                .filter(each -> each.path("file_id").isTextual())
                .map(each -> new Picture(
                        each.path("file_id").textValue(),
                        each.path("file_size").asLong(),
                        each.path("width").asLong() * each.path("height").asLong()));
    }
}
