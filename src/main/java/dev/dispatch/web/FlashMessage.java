package dev.dispatch.web;

import dev.dispatch.registry.PlannedTerminations;
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
 * @param typed the name that was typed, to be mended, if it was refused
 */
public record FlashMessage(
        FormResult outcome, String subject, @Nullable UUID undo, String typed) {
    private static final String COOKIE = "dispatch-flash";
    private static final Duration MAX_AGE = Duration.ofSeconds(30);
    private static final int MAX_LENGTH = 200;

    public FlashMessage(FormResult outcome, String subject, @Nullable UUID undo) {
        this(outcome, subject, undo, "");
    }

    public FlashMessage(FormResult outcome, String subject) {
        this(outcome, subject, null);
    }

    /** The same with the name that was typed, if it has to be mended. */
    public FlashMessage keeping(String name) {
        return outcome.isSuccess() ? this : new FlashMessage(outcome, subject, undo, name);
    }

    /** The key of its words. */
    public String message() {
        return "flash." + outcome;
    }

    /** How many seconds there are to undo it. */
    public long grace() {
        return PlannedTerminations.GRACE.toSeconds();
    }

    public void send(HttpServletResponse response) {
        String id = undo == null ? "" : undo.toString();
        write(response, String.join(":", outcome.name(), encoded(subject), id, encoded(typed)), MAX_AGE);
    }

    /** Takes what is to be said, if anything is, and sees to it that it is not said again. */
    public static @Nullable FlashMessage receive(HttpServletRequest request, HttpServletResponse response) {
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        if (cookie == null) {
            return null;
        }
        write(response, "", Duration.ZERO);
        return parse(cookie.getValue());
    }

    private static @Nullable FlashMessage parse(String value) {
        String[] parts = (value + ":::").split(":", -1);
        try {
            return new FlashMessage(
                    FormResult.valueOf(parts[0]),
                    UriUtils.decode(parts[1], StandardCharsets.UTF_8),
                    parts[2].isEmpty() ? null : UUID.fromString(parts[2]),
                    UriUtils.decode(parts[3], StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return null; // not of ours, so there is nothing to say
        }
    }

    /** Not too long for a cookie, and cut between two characters. */
    private static String encoded(String text) {
        int end = Math.min(MAX_LENGTH, text.length());
        boolean within = end < text.length() && Character.isSurrogatePair(text.charAt(end - 1), text.charAt(end));
        return UriUtils.encode(text.substring(0, within ? end - 1 : end), StandardCharsets.UTF_8);
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
