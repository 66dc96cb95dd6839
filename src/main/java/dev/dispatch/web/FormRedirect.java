package dev.dispatch.web;

import dev.dispatch.registry.NameTakenException;
import dev.dispatch.registry.RegistryUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Redirects a form to the page that sent it, never to another site. That page shows the {@link FlashMessage}. */
public final class FormRedirect {
    /** Two slashes start a host name; browsers treat a backslash as a slash and drop control characters. */
    private static final Pattern LOCAL = Pattern.compile("/(?![/\\\\])[\\p{Print}&&[^\\\\]]*");

    private FormRedirect() {}

    /** Runs an action; the expected failures become a message. */
    public static FlashMessage attempt(Supplier<FlashMessage> action) {
        try {
            return action.get();
        } catch (NameTakenException e) {
            return new FlashMessage(FormResult.NAME_TAKEN, e.name());
        } catch (IllegalArgumentException | RegistryUnavailableException e) {
            return new FlashMessage(FormResult.REFUSED, String.valueOf(e.getMessage()));
        }
    }

    public static ResponseEntity<Void> backFrom(HttpServletRequest form) {
        return seeOther(addressOf(form));
    }

    public static ResponseEntity<Void> seeOther(String address) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.LOCATION, address)
                .build();
    }

    /** Returns the page of a form: the path in its field {@code from}, else the {@link HeroView} in its field {@code view}. */
    public static String addressOf(HttpServletRequest form) {
        String from = form.getParameter("from");
        String view = form.getParameter("view");
        if (from != null || view == null) {
            return local(from);
        }
        try {
            return HeroView.ofQuery(view).href();
        } catch (IllegalArgumentException e) {
            return "/"; // not sent by one of our forms
        }
    }

    /** Returns the address if it is a path on this center, else that of the home page. */
    public static String local(@Nullable String address) {
        return address != null && LOCAL.matcher(address).matches() ? address : "/";
    }

    /** Returns the page that linked to the login page, if it is on this {@code host}, else the home page. */
    public static String localReferer(@Nullable String referer, String host) {
        try {
            URI page = URI.create(referer == null ? "" : referer);
            String query = page.getRawQuery() == null ? "" : "?" + page.getRawQuery();
            return host.equalsIgnoreCase(page.getHost()) && !"/login".equals(page.getRawPath())
                    ? local(page.getRawPath() + query)
                    : "/";
        } catch (IllegalArgumentException e) {
            return "/";
        }
    }
}
