package dev.dispatch.web;

import java.nio.charset.StandardCharsets;
import org.springframework.web.util.UriUtils;

/** The paths at which a hero is found. */
public final class HeroPath {
    private HeroPath() {}

    public static String ofPage(String name) {
        return "/heroes/" + segment(name);
    }

    public static String ofResource(String name) {
        return "/api/heroes/" + segment(name);
    }

    /** Clients resolve the path segments {@code .} and {@code ..} even if encoded, so these names go into the query. */
    private static String segment(String name) {
        String encoded = UriUtils.encode(name, StandardCharsets.UTF_8);
        return name.equals(".") || name.equals("..") ? "?name=" + encoded : encoded;
    }
}
