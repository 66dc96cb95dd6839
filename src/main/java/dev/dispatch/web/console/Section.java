package dev.dispatch.web.console;

import dev.dispatch.feed.FeedEvent;
import dev.dispatch.superhero.HeroName;
import dev.dispatch.web.EventTypes;
import dev.dispatch.web.HeroView;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.springframework.web.util.UriUtils;

/**
 * A part of a page that is kept up to date. One template renders it in the page and in each push. Two sections with the same
 * topic are equal.
 */
public sealed interface Section {
    /** The id of its element, the name of its template, and the first part of its topic. */
    String id();

    /** The query of its topic in canonical form; empty if it has none. */
    default String query() {
        return "";
    }

    /** The STOMP destination of its pushes. */
    default String topic() {
        return "/topic/" + id() + (query().isEmpty() ? "" : "?" + query());
    }

    /** Whether it queries other members, which can take ten seconds. Other sections read local data or give up quickly. */
    default boolean queriesMembers() {
        return this instanceof HeroesSection || this instanceof HeroSection;
    }

    /** A section that is the same on every page. */
    enum Common implements Section {
        CENTERS,
        TAKEOVER,
        CHARTS;

        @Override
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The latest events of some types; of all types if the set is empty. */
    record EventsSection(Set<FeedEvent.Type> types) implements Section {
        @Override
        public String id() {
            return "events";
        }

        @Override
        public String query() {
            return types.isEmpty() ? "" : "type=" + EventTypes.join(types);
        }
    }

    /** One page of the table of superheroes. */
    record HeroesSection(HeroView view) implements Section {
        @Override
        public String id() {
            return "heroes";
        }

        @Override
        public String query() {
            return view.query();
        }
    }

    /** The details of one superhero. */
    record HeroSection(String name) implements Section {
        public HeroSection {
            name = HeroName.normalize(name);
        }

        @Override
        public String id() {
            return "hero";
        }

        @Override
        public String query() {
            return "name=" + UriUtils.encode(name, StandardCharsets.UTF_8);
        }
    }

    /**
     * The section of a topic. The query of the topic need not be canonical.
     *
     * @throws IllegalArgumentException if the topic does not exist or its query is malformed; the message says what is allowed
     */
    static Section ofTopic(String topic) {
        String[] parts = topic.split("\\?", 2);
        String query = parts.length == 1 ? "" : parts[1];
        return switch (parts[0]) {
            case "/topic/centers" -> Common.CENTERS;
            case "/topic/takeover" -> Common.TAKEOVER;
            case "/topic/charts" -> Common.CHARTS;
            case "/topic/events" ->
                new EventsSection(EventTypes.parse(HeroView.parameters(query).getOrDefault("type", "")));
            case "/topic/heroes" -> new HeroesSection(HeroView.ofQuery(query));
            case "/topic/hero" -> new HeroSection(HeroView.parameters(query).getOrDefault("name", ""));
            default ->
                throw new IllegalArgumentException(
                        "The topics are /topic/centers, /topic/takeover, /topic/charts, /topic/events?type=…,"
                                + " /topic/heroes?… and /topic/hero?name=…");
        };
    }
}
