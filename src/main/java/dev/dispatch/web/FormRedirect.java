package dev.dispatch.web;

import dev.dispatch.registry.NameTakenException;
import dev.dispatch.registry.RegistryUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** What follows a form: the page that it was on, where is said what came of it. */
public final class FormRedirect {
    private FormRedirect() {}

    /** What came of an action, also if that is a refusal. */
    public static FlashMessage attempt(Supplier<FlashMessage> action) {
        try {
            return action.get();
        } catch (IllegalArgumentException | NameTakenException | RegistryUnavailableException e) {
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

    /** The page that a form was on: what it says in {@code from}, else the {@code view} of the superheroes that it says. */
    public static String addressOf(HttpServletRequest form) {
        String page = form.getParameter("from");
        String view = form.getParameter("view");
        return page == null ? view(view == null ? "" : view).href() : LocalRedirect.of(page);
    }

    private static HeroView view(String query) {
        try {
            return HeroView.ofQuery(query);
        } catch (IllegalArgumentException e) {
            return HeroView.DEFAULT; // nobody who uses our forms comes here
        }
    }
}
