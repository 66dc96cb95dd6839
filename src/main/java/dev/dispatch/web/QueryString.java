package dev.dispatch.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Map;
import java.util.Objects;
import org.springframework.web.util.UriComponentsBuilder;

/** Parses the query of a URL, without its question mark. */
public final class QueryString {
    private QueryString() {}

    /**
     * Returns the first value of each parameter.
     *
     * @throws IllegalArgumentException if a value is not properly percent-encoded
     */
    public static Map<String, String> parse(String query) {
        Map<String, String> parameters = UriComponentsBuilder.newInstance()
                .query(query)
                .build()
                .getQueryParams()
                .toSingleValueMap();
        parameters.replaceAll((name, value) -> URLDecoder.decode(Objects.requireNonNullElse(value, ""), UTF_8));
        return parameters;
    }
}
