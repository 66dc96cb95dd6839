package dev.dispatch.web.console;

import dev.dispatch.feed.FeedEvent;
import dev.dispatch.web.EventTypes;
import dev.dispatch.web.HeroView;
import dev.dispatch.web.QueryString;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.springframework.web.util.UriUtils;

/**
 * A part of a page that is kept up to date: the template that renders it at first renders what is pushed later. Its topic is
 * where it is pushed, and two sections of one topic are equal.
 */
public sealed interface Section {

    /** The id of its element, and the name of its template. */
    String id();

    /** The STOMP destination of what is pushed. */
    String topic();

    /**
     * Whether its content has to be asked of other centers, which can take ten seconds. What others show is at hand, or is given up
     * on after a moment.
     */
    boolean waitsForOthers();

    /** A section that is the same on every page. */
    enum Common implements Section {
        /** All centers. */
        CENTERS,
        /** What superheroes moved just now. */
        TAKEOVER,
        /** How the centers did lately. */
        CHARTS;

        @Override
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        @Override
        public String topic() {
            return "/topic/" + id();
        }

        @Override
        public boolean waitsForOthers() {
            return false;
        }
    }

    /** The last events of some kinds, or of all if there are none. */
    record EventsSection(Set<FeedEvent.Type> kinds) implements Section {
        @Override
        public String id() {
            return "events";
        }

        @Override
        public String topic() {
            return kinds.isEmpty() ? "/topic/events" : "/topic/events?type=" + EventTypes.join(kinds);
        }

        @Override
        public boolean waitsForOthers() {
            return false;
        }
    }

    /** The superheroes of a view. */
    record HeroesSection(HeroView view) implements Section {
        @Override
        public String id() {
            return "heroes";
        }

        @Override
        public String topic() {
            String query = view.query();
            return query.isEmpty() ? "/topic/heroes" : "/topic/heroes?" + query;
        }

        @Override
        public boolean waitsForOthers() {
            return true;
        }
    }

    /** One superhero. */
    record HeroSection(String name) implements Section {
        @Override
        public String id() {
            return "hero";
        }

        @Override
        public String topic() {
            return "/topic/hero?name=" + UriUtils.encode(name, StandardCharsets.UTF_8);
        }

        @Override
        public boolean waitsForOthers() {
            return true;
        }
    }

    /**
     * The section of a topic, whose query may be written in any way.
     *
     * @throws IllegalArgumentException if there is no such topic; the message says which there are, or what is wrong
     */
    static Section ofTopic(String topic) {
        String[] parts = topic.split("\\?", 2);
        String query = parts.length == 1 ? "" : parts[1];
        return switch (parts[0]) {
            case "/topic/centers" -> Common.CENTERS;
            case "/topic/takeover" -> Common.TAKEOVER;
            case "/topic/charts" -> Common.CHARTS;
            case "/topic/events" ->
                new EventsSection(EventTypes.parse(QueryString.parse(query).getOrDefault("type", "")));
            case "/topic/heroes" -> new HeroesSection(HeroView.ofQuery(query));
            case "/topic/hero" -> new HeroSection(QueryString.parse(query).getOrDefault("name", ""));
            default ->
                throw new IllegalArgumentException(
                        "The topics are /topic/centers, /topic/takeover, /topic/charts, /topic/events?type=…,"
                                + " /topic/heroes?… and /topic/hero?name=…");
        };
    }
}
