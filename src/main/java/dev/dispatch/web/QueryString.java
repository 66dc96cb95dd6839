package dev.dispatch.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The part of an address after its question mark. */
public final class QueryString {
    private QueryString() {}

    /**
     * Its parameters; of one that is there twice, the first.
     *
     * @throws IllegalArgumentException if it is not properly encoded
     */
    public static Map<String, String> parse(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : query.split("&", -1)) {
            String[] parts = parameter.split("=", 2);
            String value = parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
            parameters.putIfAbsent(parts[0], value);
        }
        return parameters;
    }
}
