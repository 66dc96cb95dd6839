package dev.dispatch.web.console;

import dev.dispatch.feed.FeedEvent;
import dev.dispatch.web.EventTypes;
import dev.dispatch.web.HeroView;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The filter links above the events. They keep the current view of the table. */
record EventFilter(HeroView view) {
    /** Clears the filter. */
    public Choice all() {
        return choice("All", Set.of(), view.events().isEmpty());
    }

    /** One toggle for each type of event. */
    public List<Choice> choices() {
        return FeedEvent.Type.KNOWN.stream().map(this::toggle).toList();
    }

    private Choice toggle(FeedEvent.Type type) {
        Set<FeedEvent.Type> types = EnumSet.noneOf(FeedEvent.Type.class);
        types.addAll(view.events());
        boolean selected = types.remove(type);
        if (!selected) {
            types.add(type);
        }
        return choice(type.label(), types, selected);
    }

    private Choice choice(String label, Set<FeedEvent.Type> types, boolean selected) {
        return new Choice(label, EventTypes.join(types), view.withEvents(types).href(), selected);
    }

    /**
     * A link of the filter.
     *
     * @param events the types of events that the linked page shows, separated by commas; empty for all
     * @param selected whether this page shows this type
     */
    record Choice(String label, String events, String href, boolean selected) {}
}
