package dev.dispatch.web;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.springframework.web.util.UriUtils;

/** The paths at which a hero is found. */
public final class HeroPath {
    private static final Pattern NO_SEGMENT = Pattern.compile("\\.{1,2}|.*[/\\\\;%?#].*");

    private HeroPath() {}

    public static String ofPage(String name) {
        return "/heroes/" + segment(name);
    }

    public static String ofResource(String name) {
        return "/api/heroes/" + segment(name);
    }

    /**
     * Clients resolve the path segments {@code .} and {@code ..} even if encoded, and some proxies refuse or decode the encoded forms of
     * other characters, so these names go into the query.
     */
    private static String segment(String name) {
        String encoded = UriUtils.encode(name, StandardCharsets.UTF_8);
        return NO_SEGMENT.matcher(name).matches() ? "?name=" + encoded : encoded;
    }
}
