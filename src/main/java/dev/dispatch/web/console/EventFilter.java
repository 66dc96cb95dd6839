package dev.dispatch.web.console;

import dev.dispatch.feed.FeedEvent;
import dev.dispatch.web.EventTypes;
import dev.dispatch.web.HeroView;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What can be shown of the feed beside a view of the superheroes; public is what its template reads. */
record EventFilter(HeroView view) {

    /** One for each kind of event. */
    public List<Choice> choices() {
        return Arrays.stream(FeedEvent.Type.values()).map(this::choice).toList();
    }

    /** The address of the same page with events of all kinds, if there are not all of them on this one. */
    public Choice all() {
        return new Choice(
                "All", "", view.withEvents(Set.of()).href(), view.events().isEmpty());
    }

    private Choice choice(FeedEvent.Type type) {
        boolean shown = view.events().contains(type);
        Set<FeedEvent.Type> others = EnumSet.noneOf(FeedEvent.Type.class);
        others.addAll(view.events());
        if (!others.remove(type)) {
            others.add(type);
        }
        return new Choice(
                type.label(), EventTypes.join(others), view.withEvents(others).href(), shown);
    }

    /**
     * A kind of event.
     *
     * @param events the kinds that are shown on the page of the address
     * @param href the page that shows them also, or no longer if this one does
     * @param chosen whether they were asked for
     */
    record Choice(String label, String events, String href, boolean chosen) {}
}
