package dev.dispatch.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.UriUtils;
import org.springframework.web.util.WebUtils;

/**
 * What came of a form, to be said once on the page that follows. A cookie carries it there, since any center may serve that
 * page; so it holds no words but a code, and a subject that is escaped like any other input.
 *
 * @param subject whom or what it is about
 * @param undo the id of the termination that can be undone, if one can
 */
record Flash(Outcome outcome, String subject, @Nullable UUID undo) {
    private static final String COOKIE = "dispatch-flash";
    private static final Duration MAX_AGE = Duration.ofSeconds(30);
    private static final int MAX_SUBJECT = 200;

    Flash(Outcome outcome, String subject) {
        this(outcome, subject, null);
    }

    /** The key of its words. */
    public String message() {
        return "flash." + outcome;
    }

    void send(HttpServletResponse response) {
        String shortened = subject.substring(0, Math.min(MAX_SUBJECT, subject.length()));
        String id = undo == null ? "" : ":" + undo;
        write(response, outcome + ":" + UriUtils.encode(shortened, StandardCharsets.UTF_8) + id, MAX_AGE);
    }

    /** Takes what is to be said, if anything is, and sees to it that it is not said again. */
    static @Nullable Flash receive(HttpServletRequest request, HttpServletResponse response) {
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        if (cookie == null) {
            return null;
        }
        write(response, "", Duration.ZERO);
        return parse(cookie.getValue());
    }

    private static @Nullable Flash parse(String value) {
        String[] parts = (value + ":").split(":", -1);
        try {
            return new Flash(
                    Outcome.valueOf(parts[0]),
                    UriUtils.decode(parts[1], StandardCharsets.UTF_8),
                    parts.length < 3 || parts[2].isEmpty() ? null : UUID.fromString(parts[2]));
        } catch (IllegalArgumentException e) {
            return null; // not of ours, so there is nothing to say
        }
    }

    private static void write(HttpServletResponse response, String value, Duration maxAge) {
        ResponseCookie cookie = ResponseCookie.from(COOKIE, value)
                .path("/")
                .maxAge(maxAge)
                .httpOnly(true)
                .sameSite("Strict")
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
