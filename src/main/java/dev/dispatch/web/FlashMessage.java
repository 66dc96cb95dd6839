package dev.dispatch.web;

import dev.dispatch.registry.PlannedTerminations;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;
import org.springframework.web.util.WebUtils;

/**
 * A message that the next page shows once. A cookie carries it, because another center may serve that page; it holds a code
 * and a subject instead of text, and the subject is escaped like any other input.
 *
 * @param subject the name or number that the text mentions
 * @param undo the id of the planned termination, if the form planned one
 * @param typed the name that was refused, to be corrected in the form
 */
public record FlashMessage(
        FormResult result, String subject, @Nullable UUID undo, String typed) {
    private static final String COOKIE = "flash";
    private static final Duration MAX_AGE = Duration.ofSeconds(30);
    /** In UTF-16 units, which take up to 9 bytes encoded; browsers accept cookies of 4096 bytes. */
    private static final int MAX_LENGTH = 200;

    public FlashMessage(FormResult result, String subject, @Nullable UUID undo) {
        this(result, subject, undo, "");
    }

    public FlashMessage(FormResult result, String subject) {
        this(result, subject, null);
    }

    /** Adds the typed name, unless the form succeeded. */
    public FlashMessage keeping(String name) {
        return result.isSuccess() ? this : new FlashMessage(result, subject, undo, name);
    }

    /** The key of the text in {@code messages.properties}. */
    public String message() {
        return "flash." + result;
    }

    /** The grace period of a termination in seconds. */
    public long grace() {
        return PlannedTerminations.GRACE.toSeconds();
    }

    public void send(Cookies cookies, HttpServletRequest request, HttpServletResponse response) {
        String id = undo == null ? "" : undo.toString();
        String value = String.join(":", result.name(), encode(subject), id, encode(typed));
        cookies.send(request, response, cookies.name(COOKIE), value, MAX_AGE);
    }

    /** Returns the message of a request, if it has one, and deletes the cookie. */
    public static @Nullable FlashMessage receive(
            Cookies cookies, HttpServletRequest request, HttpServletResponse response) {
        Cookie cookie = WebUtils.getCookie(request, cookies.name(COOKIE));
        if (cookie == null) {
            return null;
        }
        cookies.send(request, response, cookie.getName(), "", Duration.ZERO);
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
            return null; // not written by a center
        }
    }

    private static String encode(String text) {
        int end = Math.min(MAX_LENGTH, text.length());
        boolean splitsPair = end < text.length() && Character.isSurrogatePair(text.charAt(end - 1), text.charAt(end));
        return UriUtils.encode(text.substring(0, splitsPair ? end - 1 : end), StandardCharsets.UTF_8);
    }
}
