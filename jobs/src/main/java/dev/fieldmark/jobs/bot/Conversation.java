package dev.fieldmark.jobs.bot;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A message and its answer, at one moment; a line of the {@link Journal}.
 *
 * @param photo the name of its photo for the stream, and its own: the platform, a hyphen, the platform's id of the message
 * @param state how far it is
 * @param address what the platform needs to fetch the photo and to send the answer; empty once it is over
 * @param text of the answer; empty before there is one and once it is over
 * @param note once it is over: the answer's id at the platform, or why there is none
 * @param accepted when the message came
 * @param changed when it came into this state
 */
public record Conversation(
        String photo,
        State state,
        SortedMap<String, String> address,
        String text,
        String note,
        Instant accepted,
        Instant changed) {
    private static final Pattern PHOTO = Pattern.compile("[a-z]+-[A-Za-z0-9_-]{1,80}");

    /** How far a message is. */
    public enum State {
        /** Its photo is to be fetched. */
        ACCEPTED,
        /** Its photo is with the stream. */
        WAITING,
        /** Its answer is known. */
        READY,
        /** Its answer may be out. */
        SENDING,
        /** Answered. */
        SENT,
        /** Nothing more will be tried. */
        GIVEN_UP;

        /** As in the journal: {@code given-up}. */
        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Conversation {
        if (!PHOTO.matcher(photo).matches()) {
            throw new IllegalArgumentException("photo was '" + photo + "' but must match " + PHOTO);
        }
        address = Collections.unmodifiableSortedMap(new TreeMap<>(address));
    }

    /** A message with a photo. */
    public static Conversation accepted(String photo, Map<String, String> address, Instant now) {
        return new Conversation(photo, State.ACCEPTED, new TreeMap<>(address), "", "", now, now);
    }

    /** A message whose answer needs no look at a photo. */
    public static Conversation answered(String photo, Map<String, String> address, String text, Instant now) {
        return new Conversation(photo, State.READY, new TreeMap<>(address), text, "", now, now);
    }

    /** Whether nothing is left to do. */
    boolean over() {
        return state == State.SENT || state == State.GIVEN_UP;
    }

    Conversation to(State next, Instant now) {
        return new Conversation(photo, next, address, text, note, accepted, now);
    }

    Conversation ready(String answer, Instant now) {
        return new Conversation(photo, State.READY, address, answer, note, accepted, now);
    }

    /** Over; who wrote and what was said is forgotten. */
    Conversation over(State end, String why, Instant now) {
        return new Conversation(photo, end, new TreeMap<>(), "", why, accepted, now);
    }
}
