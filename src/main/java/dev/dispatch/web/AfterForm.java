package dev.dispatch.web;

import dev.dispatch.registry.NameTakenException;
import dev.dispatch.registry.RegistryUnavailableException;
import java.net.URI;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** What follows a form: the view of the superheroes that it came from, where is said what came of it. */
final class AfterForm {
    private AfterForm() {}

    /** What came of an action, also if that is a refusal. */
    static Flash attempt(Supplier<Flash> action) {
        try {
            return action.get();
        } catch (IllegalArgumentException | NameTakenException | RegistryUnavailableException e) {
            return new Flash(Outcome.REFUSED, String.valueOf(e.getMessage()));
        }
    }

    static ResponseEntity<Void> backTo(String query) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(addressOf(query)))
                .build();
    }

    static String addressOf(String query) {
        return view(query).href();
    }

    private static HeroView view(String query) {
        try {
            return HeroView.ofQuery(query);
        } catch (IllegalArgumentException e) {
            return HeroView.DEFAULT; // nobody who uses our forms comes here
        }
    }
}
