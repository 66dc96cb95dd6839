package dev.dispatch.feed;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An event of the cluster.
 *
 * @param at when it was noticed
 * @param hero the name of the hero, if the event is about a single one
 * @param center the city of the center where it happened, if there is one
 */
public record FeedEvent(
        Instant at,
        Type type,
        String text,
        @Nullable String hero,
        @Nullable String center) {
    public enum Type {
        CENTER_JOINED("Joined"),
        CENTER_LEFT("Left"),
        CENTER_LOST("Lost"),
        REHOMED("Takeover"),
        RESTORED("Restored"),
        ENLISTED("Enlisted"),
        FALLEN("Fallen"),
        TERMINATED("Terminated"),
        /** A type that only newer centers know. */
        OTHER("Other");

        /** The types that this version writes. */
        public static final List<Type> KNOWN =
                Stream.of(values()).filter(type -> type != OTHER).toList();

        private final String label;

        Type(String label) {
            this.label = label;
        }

        /** The name for people. */
        public String label() {
            return label;
        }
    }
}
