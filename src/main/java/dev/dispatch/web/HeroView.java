package dev.dispatch.web;

import dev.dispatch.feed.FeedEvent;
import dev.dispatch.superhero.HeroName;
import dev.dispatch.superhero.HeroOrder;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * The search term, sort order and page of a list of heroes, parsed from a query string. The page and STOMP topics accept all
 * parameters; the API accepts neither {@code events} nor {@code number}.
 *
 * @param search part of the names, case-insensitive; empty for all heroes
 * @param page from 0
 * @param events the types of events on the same page; empty for all types
 */
public record HeroView(
        String search, HeroOrder order, boolean descending, int page, int size, Set<FeedEvent.Type> events) {
    public static final int MAX_SEARCH = 64;
    private static final int MAX_SIZE = 500;
    private static final List<Integer> SIZES = List.of(10, 25, 50, 100, 250, MAX_SIZE);
    private static final Pattern SORT = Pattern.compile("(?<field>[^,]*)(,(?<direction>asc|desc))?");
    static final HeroView DEFAULT = new HeroView("", HeroOrder.NAME, false, 0, 50, Set.of());

    /** @throws IllegalArgumentException if a value is out of range; the message says which and what is allowed */
    public HeroView {
        search = HeroName.normalize(search);
        require(
                search.codePointCount(0, search.length()) <= MAX_SEARCH,
                "search must have at most " + MAX_SEARCH + " characters");
        require(size >= 1 && size <= MAX_SIZE, "size must be 1 to " + MAX_SIZE + ", not " + size);
        int lastPage = Integer.MAX_VALUE / size - 1;
        require(page >= 0 && page <= lastPage, "page must be 0 to " + lastPage + ", not " + page);
    }

    /**
     * Reads a view from parameters. Missing ones have defaults, others are ignored. The page's form sends {@code number}, which
     * counts from 1, instead of {@code page}.
     *
     * @throws IllegalArgumentException if a parameter is malformed or out of range; the message says which and what is allowed
     */
    public static HeroView of(Map<String, String> parameters) {
        Matcher sort = SORT.matcher(parameters.getOrDefault("sort", DEFAULT.sort()));
        require(sort.matches(), "sort must be a field, optionally with asc or desc, such as name,asc");
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

    /** Like {@link #of}, from the query of a URL. */
    public static HeroView ofQuery(String query) {
        return of(parameters(query));
    }

    /** Returns the first value of each parameter; throws {@link IllegalArgumentException} if its encoding is malformed. */
    public static Map<String, String> parameters(String query) {
        Map<String, String> parameters = UriComponentsBuilder.newInstance()
                .query(query)
                .build()
                .getQueryParams()
                .toSingleValueMap();
        parameters.replaceAll(
                (name, value) -> URLDecoder.decode(Objects.requireNonNullElse(value, ""), StandardCharsets.UTF_8));
        return parameters;
    }

    /** Returns the query of this view, without the parameters that have their defaults. */
    public String query() {
        StringJoiner query = new StringJoiner("&");
        add(query, "search", UriUtils.encode(search, StandardCharsets.UTF_8), "");
        add(query, "sort", sort(), DEFAULT.sort());
        add(query, "page", page, DEFAULT.page);
        add(query, "size", size, DEFAULT.size);
        add(query, "events", eventTypes(), "");
        return query.toString();
    }

    private static void add(StringJoiner query, String name, Object value, Object ifMissing) {
        if (!value.equals(ifMissing)) {
            query.add(name + "=" + value);
        }
    }

    /** The parameter {@code events}. */
    public String eventTypes() {
        return EventTypes.join(events);
    }

    /** The parameter {@code sort}. */
    public String sort() {
        return order.field() + (descending ? ",desc" : ",asc");
    }

    /** The page sizes to choose from, including the current one. */
    public SortedSet<Integer> sizes() {
        SortedSet<Integer> sizes = new TreeSet<>(SIZES);
        sizes.add(size);
        return sizes;
    }

    /** The path and query of the page that shows this view. */
    public String href() {
        String query = query();
        return query.isEmpty() ? "/" : "/?" + query;
    }

    public HeroView onPage(int page) {
        return new HeroView(search, order, descending, page, size, events);
    }

    public HeroView withEvents(Set<FeedEvent.Type> types) {
        return new HeroView(search, order, descending, page, size, types);
    }

    /** Sorts by a field, or reverses the order if this view has that field already. */
    public HeroView sortedBy(HeroOrder order) {
        return new HeroView(search, order, order == this.order && !descending, 0, size, events);
    }

    private static int number(Map<String, String> parameters, String name, int ifMissing) {
        String value = parameters.get(name);
        try {
            return value == null ? ifMissing : Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a whole number, not '" + value + "'", e);
        }
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
