package dev.dispatch.web.console;

import dev.dispatch.cluster.City;
import dev.dispatch.feed.FeedEvent;
import dev.dispatch.superhero.Superhero;
import dev.dispatch.web.HeroPath;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** Functions for templates, which call them on an instance, {@code fn}. */
final class TemplateFunctions {
    private static final int COLOURS = 8;

    /**
     * The CSS class with the colour of a city, the same on every page of every center. Neighbours in the list of cities differ.
     * Two cities may share a colour, because the name is always shown beside it.
     */
    public static String cityClass(String city) {
        int place = City.place(city);
        return "center-" + Math.floorMod(place < 0 ? city.hashCode() : place, COLOURS);
    }

    public static String eventClass(FeedEvent event) {
        return "event-" + event.type().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The address of the page of a superhero. */
    public static String heroPath(String name) {
        return HeroPath.ofPage(name);
    }

    /** A sentence as HTML, in which names that are written from right to left do not reorder the rest. Null names are ignored. */
    public static String isolate(String sentence, List<@Nullable String> names) {
        if (names.isEmpty()) {
            return HtmlUtils.htmlEscape(sentence, "UTF-8");
        }
        String name = names.get(0);
        List<@Nullable String> others = names.subList(1, names.size());
        int start = name == null ? -1 : sentence.indexOf(name);
        if (name == null || start < 0) {
            return isolate(sentence, others);
        }
        return isolate(sentence.substring(0, start), others)
                + "<bdi>" + HtmlUtils.htmlEscape(name, "UTF-8") + "</bdi>"
                + isolate(sentence.substring(start + name.length()), others);
    }

    /** The percentage of fights that were won; a dash before the first fight. */
    public static String winRate(Superhero hero) {
        int fights = hero.fightsWon() + hero.fightsLost();
        return fights == 0 ? "–" : Math.round(100.0 * hero.fightsWon() / fights) + " %";
    }
}
