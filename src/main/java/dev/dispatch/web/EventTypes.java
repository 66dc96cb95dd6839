package dev.dispatch.web;

import dev.dispatch.feed.FeedEvent;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Converts sets of event types from and to comma-separated parameters. The empty set means all types. */
public final class EventTypes {
    private EventTypes() {}

    /** Returns the types of a list; the {@link IllegalArgumentException} for an unknown type lists the allowed ones. */
    public static Set<FeedEvent.Type> parse(String list) {
        return list.isEmpty()
                ? Set.of()
                : Arrays.stream(list.split(",", -1)).map(EventTypes::type).collect(Collectors.toUnmodifiableSet());
    }

    public static String join(Set<FeedEvent.Type> types) {
        return types.stream().sorted().map(FeedEvent.Type::name).collect(Collectors.joining(","));
    }

    private static FeedEvent.Type type(String name) {
        return FeedEvent.Type.KNOWN.stream()
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown event type '%s'; allowed: %s"
                        .formatted(name, join(Set.copyOf(FeedEvent.Type.KNOWN)))));
    }
}
