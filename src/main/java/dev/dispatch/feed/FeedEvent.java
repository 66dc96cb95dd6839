package dev.dispatch.feed;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened.
 *
 * @param at when it was noticed
 * @param type what it was
 * @param text the same for people
 * @param hero whom it concerns, if it is one superhero
 * @param center the city where it happened, if at one
 */
public record FeedEvent(
        Instant at,
        Type type,
        String text,
        @Nullable String hero,
        @Nullable String center) {

    /** What can happen. */
    public enum Type {
        CENTER_JOINED("Joined"),
        CENTER_LEFT("Left"),
        CENTER_LOST("Lost"),
        REHOMED("Re-homed"),
        ENLISTED("Enlisted"),
        FALLEN("Fallen"),
        TERMINATED("Terminated");

        private final String label;

        Type(String label) {
            this.label = label;
        }

        /** The same for people. */
        public String label() {
            return label;
        }
    }
}
