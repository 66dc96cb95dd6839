package dev.dispatch.web.console;

import dev.dispatch.feed.FeedEvent;
import dev.dispatch.web.HeroPath;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The events that a page shows; public is what its template reads. */
record EventList(List<FeedEvent> events, boolean filtered) {

    /** The address of the superhero whom an event concerns, if it is one. */
    public @Nullable String path(FeedEvent event) {
        return event.hero() == null ? null : HeroPath.ofPage(event.hero());
    }

    /** The class of its element. */
    public String look(FeedEvent event) {
        return "event-" + event.type().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
