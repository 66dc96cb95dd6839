package dev.dispatch.web;

import dev.dispatch.feed.FeedEvent;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Some kinds of events, as a parameter has them; none stands for all. */
public final class EventTypes {
    private EventTypes() {}

    /**
     * The kinds of a list with commas.
     *
     * @throws IllegalArgumentException if one of them does not exist; the message says which do
     */
    public static Set<FeedEvent.Type> parse(String list) {
        Set<FeedEvent.Type> kinds = EnumSet.noneOf(FeedEvent.Type.class);
        for (String name : list.isEmpty() ? new String[0] : list.split(",", -1)) {
            kinds.add(Arrays.stream(FeedEvent.Type.values())
                    .filter(type -> type.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("There are no events '%s', only %s"
                            .formatted(name, join(EnumSet.allOf(FeedEvent.Type.class))))));
        }
        return Collections.unmodifiableSet(kinds);
    }

    public static String join(Set<FeedEvent.Type> kinds) {
        return kinds.stream().sorted().map(FeedEvent.Type::name).collect(Collectors.joining(","));
    }
}
