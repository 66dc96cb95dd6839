package dev.dispatch.web;

import dev.dispatch.feed.FeedEvent;
import dev.dispatch.superhero.HeroOrder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.UriUtils;

/**
 * Which superheroes somebody looks at, and in which order, as the query of a page, of a topic and of the API says it.
 *
 * @param search part of their names; empty for all
 * @param order by what they are sorted
 * @param descending the largest first
 * @param page from 0
 * @param size how many there are on a page
 * @param events the kinds of events that are shown beside them; none for all
 */
public record HeroView(
        String search, HeroOrder order, boolean descending, int page, int size, Set<FeedEvent.Type> events) {
    static final int MAX_SIZE = 500;
    public static final int MAX_SEARCH = 64;
    private static final List<Integer> SIZES = List.of(10, 25, 50, 100, 250, MAX_SIZE);
    private static final Pattern SORT = Pattern.compile("(?<field>[^,]*)(,(?<direction>asc|desc))?");
    static final HeroView DEFAULT = new HeroView("", HeroOrder.NAME, false, 0, 50, Set.of());

    /**
     * A view within bounds.
     *
     * @throws IllegalArgumentException if it is out of them; the message says which
     */
    public HeroView {
        search = Normalizer.normalize(search.strip(), Normalizer.Form.NFC);
        require(search.codePointCount(0, search.length()) <= MAX_SEARCH, "search has at most 64 characters");
        require(page >= 0, "page is 0 or more, not " + page);
        require(size >= 1 && size <= MAX_SIZE, "size is 1 to " + MAX_SIZE + ", not " + size);
        require((page + 1L) * size <= Integer.MAX_VALUE, "page " + page + " is too far away");
    }

    /**
     * The view of some parameters; those that are missing have defaults, and others do not matter. The field of the page says its
     * {@code number}, which people count from 1.
     *
     * @throws IllegalArgumentException if one of them is malformed; the message says which
     */
    public static HeroView of(Map<String, String> parameters) {
        Matcher sort = SORT.matcher(parameters.getOrDefault("sort", DEFAULT.sort()));
        require(sort.matches(), "sort is a field and asc or desc, such as name,asc");
        return new HeroView(
                parameters.getOrDefault("search", ""),
                HeroOrder.of(sort.group("field")),
                "desc".equals(sort.group("direction")),
                parameters.containsKey("number")
                        ? number(parameters, "number", 1) - 1
                        : number(parameters, "page", DEFAULT.page),
                number(parameters, "size", DEFAULT.size),
                EventTypes.parse(parameters.getOrDefault("events", "")));
    }

    /**
     * The view of a query string, as an address has it after the question mark.
     *
     * @throws IllegalArgumentException if it is malformed; the message says why
     */
    public static HeroView ofQuery(String query) {
        return of(QueryString.parse(query));
    }

    /** The shortest query string of this view. */
    public String query() {
        StringJoiner query = new StringJoiner("&");
        if (!search.isEmpty()) {
            query.add("search=" + UriUtils.encode(search, StandardCharsets.UTF_8));
        }
        if (order != DEFAULT.order || descending) {
            query.add("sort=" + sort());
        }
        if (page != DEFAULT.page) {
            query.add("page=" + page);
        }
        if (size != DEFAULT.size) {
            query.add("size=" + size);
        }
        if (!events.isEmpty()) {
            query.add("events=" + EventTypes.join(events));
        }
        return query.toString();
    }

    /** The kinds of events, as the parameter has them. */
    public String kinds() {
        return EventTypes.join(events);
    }

    /** The order, as the parameter has it. */
    public String sort() {
        return order.field() + (descending ? ",desc" : ",asc");
    }

    /** How many rows one can choose to see, this view's number among them. */
    public SortedSet<Integer> sizes() {
        SortedSet<Integer> sizes = new TreeSet<>(SIZES);
        sizes.add(size);
        return sizes;
    }

    /** The address of the page that shows this view. */
    public String href() {
        String query = query();
        return query.isEmpty() ? "/" : "/?" + query;
    }

    public HeroView onPage(int page) {
        return new HeroView(search, order, descending, page, size, events);
    }

    /** The same superheroes beside events of some kinds. */
    public HeroView withEvents(Set<FeedEvent.Type> kinds) {
        return new HeroView(search, order, descending, page, size, kinds);
    }

    /** The same superheroes sorted by a field, or the other way round if they already are. */
    public HeroView sortedBy(HeroOrder order) {
        return new HeroView(search, order, order == this.order && !descending, 0, size, events);
    }

    private static int number(Map<String, String> parameters, String name, int otherwise) {
        String value = parameters.get(name);
        try {
            return value == null ? otherwise : Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is a number, not '" + value + "'", e);
        }
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
