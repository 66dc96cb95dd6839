package dev.dispatch.web;

import dev.dispatch.feed.FeedEvent.Type;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Converts sets of event types from and to comma-separated parameters. The empty set means all types. */
public final class EventTypes {
    private EventTypes() {}

    /** @throws IllegalArgumentException if a type does not exist; the message lists the allowed ones */
    public static Set<Type> parse(String list) {
        return list.isEmpty()
                ? Set.of()
                : Arrays.stream(list.split(",", -1)).map(EventTypes::type).collect(Collectors.toUnmodifiableSet());
    }

    public static String join(Set<Type> types) {
        return types.stream().sorted().map(Type::name).collect(Collectors.joining(","));
    }

    private static Type type(String name) {
        return Stream.of(Type.values())
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Unknown event type '%s'; allowed: %s".formatted(name, join(Set.of(Type.values())))));
    }
}
