package dev.fieldmark.api.oip;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fieldmark.api.rest.ProblemException;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * JSON read token by token. It stands at the first token of a value before each call, and at its last one after. A value
 * of another kind is a problem that says what stood where and what must. A member that is {@code null} is one that is
 * not there.
 */
record JsonCursor(JsonParser parser) {
    private static final Set<JsonToken> TRUTHS = Set.of(JsonToken.VALUE_TRUE, JsonToken.VALUE_FALSE);

    interface Member {
        void read(String name) throws IOException;
    }

    interface Element {
        void read(int index) throws IOException;
    }

    void object(String what, Member member) throws IOException {
        require(parser.currentToken() == JsonToken.START_OBJECT, what, "an object");
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() != JsonToken.VALUE_NULL) {
                member.read(name);
            }
        }
    }

    void array(String what, Element element) throws IOException {
        requireArray(what);
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            element.read(i);
        }
    }

    void requireArray(String what) {
        require(parser.currentToken() == JsonToken.START_ARRAY, what, "an array");
    }

    String text(String what) throws IOException {
        require(parser.currentToken() == JsonToken.VALUE_STRING, what, "a text");
        return parser.getText();
    }

    long wholeNumber(String what) throws IOException {
        require(parser.currentToken() == JsonToken.VALUE_NUMBER_INT, what, "a whole number");
        return parser.getLongValue();
    }

    boolean truth(String what) throws IOException {
        require(TRUTHS.contains(parser.currentToken()), what, "true or false");
        return parser.getBooleanValue();
    }

    void skip() throws IOException {
        parser.skipChildren();
    }

    static ProblemException bad(String detail) {
        return ProblemException.of(400, detail);
    }

    private void require(boolean kept, String what, String rule) {
        if (!kept) {
            throw bad(what + " was " + kind(parser.currentToken()) + " but must be " + rule);
        }
    }

    static String kind(@Nullable JsonToken token) {
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE -> "true";
            case VALUE_FALSE -> "false";
            case VALUE_NULL -> "null";
            case END_ARRAY, END_OBJECT, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> "nothing";
        };
    }
}
