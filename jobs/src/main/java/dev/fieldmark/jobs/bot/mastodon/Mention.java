package dev.fieldmark.jobs.bot.mastodon;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A notification of type mention. */
record Mention(JsonNode json) {
    private JsonNode status() {
        return json.path("status");
    }

    String id() {
        return json.path("id").asText();
    }

    /** The same in every notification of the same status. */
    String photo() {
        return "mastodon-" + status().path("id").asText();
    }

    /** Whether it is by a person; bots that answer each other never end. */
    boolean isByPerson(String ownAccount) {
        JsonNode account = json.path("account");
        return json.path("type").asText().equals("mention")
                && !status().path("id").asText().isEmpty()
                && !account.path("bot").asBoolean()
                && !account.path("id").asText().equals(ownAccount);
    }

    /** Whether it begins a talk with the bot, and is no remark in one. */
    boolean isFirst() {
        return !status().hasNonNull("in_reply_to_id");
    }

    boolean hasImage() {
        return images().findAny().isPresent();
    }

    /** Where to answer, and of what image, if any: the first. */
    Map<String, String> address() {
        Map<String, String> address = new TreeMap<>();
        address.put("status", status().path("id").asText());
        address.put("acct", json.path("account").path("acct").asText());
        address.put("visibility", narrowed(status().path("visibility").asText()));
        images().findFirst().ifPresent(image -> {
            text(image, "url").ifPresent(url -> address.put("url", url));
            text(image, "remote_url").ifPresent(url -> address.put("remoteUrl", url));
        });
        return address;
    }

    private Stream<JsonNode> images() {
        return StreamSupport.stream(status().path("media_attachments").spliterator(), false)
                .filter(each -> each.path("type").asText().equals("image"));
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.of(node.path(field).asText()).filter(value -> node.hasNonNull(field) && !value.isEmpty());
    }

    /** As the mention's, but never on the public timelines; what is not known is for the sender alone. */
    private static String narrowed(String visibility) {
        return switch (visibility) {
            case "public", "unlisted" -> "unlisted";
            case "private" -> "private";
            default -> "direct";
        };
    }

    /** Ids are texts, in the order of their lengths, then of their characters. */
    static int compareIds(String one, String other) {
        return one.length() == other.length() ? one.compareTo(other) : Integer.compare(one.length(), other.length());
    }
}
