package dev.dispatch.web;

import dev.dispatch.settings.DispatchProperties;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/**
 * The cookies of this cluster. All ports of a host share their cookies, so the names begin with the cluster's name: other clusters on
 * the host have others.
 */
@Component
public class Cookies {
    /**
     * Other sites can only link to pages with these cookies, not change anything: browsers send no lax cookies with their forms. Strict
     * cookies would be missing on a page that such a link leads to.
     */
    public static final String SAME_SITE = "Lax";

    private final String cluster;

    Cookies(DispatchProperties properties) {
        // percent-encoded text is allowed in the names of cookies
        cluster = UriUtils.encode(properties.cluster().name(), StandardCharsets.UTF_8);
    }

    public String name(String purpose) {
        return cluster + "-" + purpose;
    }

    /** Sends a cookie that scripts cannot read; a negative age lasts until the browser is closed. */
    public void send(
            HttpServletRequest request, HttpServletResponse response, String name, String value, Duration age) {
        ResponseCookie cookie = ResponseCookie.from(name, value)
                .path("/")
                .maxAge(age)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite(SAME_SITE)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
