package dev.dispatch.web;

import java.nio.charset.StandardCharsets;
import org.springframework.web.util.UriUtils;

/** The address of a superhero. */
public final class HeroPath {
    private HeroPath() {}

    public static String ofPage(String name) {
        return "/heroes/" + lastPart(name);
    }

    public static String ofResource(String name) {
        return "/api/heroes/" + lastPart(name);
    }

    /** A name such as {@code ..} would be taken for a step in the path, however it is encoded, and goes into the query. */
    private static String lastPart(String name) {
        String encoded = UriUtils.encode(name, StandardCharsets.UTF_8);
        return name.equals(".") || name.equals("..") ? "?name=" + encoded : encoded;
    }
}
