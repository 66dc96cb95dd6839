package dev.dispatch.web;

import dev.dispatch.cluster.Center;
import dev.dispatch.cluster.Centers;
import dev.dispatch.registry.HomedSuperhero;
import dev.dispatch.registry.NameTakenException;
import dev.dispatch.registry.RegistryUnavailableException;
import dev.dispatch.registry.SuperheroRegistry;
import dev.dispatch.superhero.HeroName;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * What the forms of the page do. Each of them leads back to the view of the superheroes that it came from, where is said what
 * came of it.
 */
@Controller
class FormController {
    private final SuperheroRegistry registry;
    private final Centers centers;

    FormController(SuperheroRegistry registry, Centers centers) {
        this.registry = registry;
        this.centers = centers;
    }

    @PostMapping("/heroes")
    Object enlist(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String view,
            HttpServletResponse response) {
        attempt(() -> enlisted(name)).send(response);
        return backTo(view);
    }

    @PostMapping("/heroes/terminate")
    Object terminate(
            @RequestParam String name, @RequestParam(defaultValue = "") String view, HttpServletResponse response) {
        attempt(() -> new Flash(registry.terminate(name) ? Outcome.TERMINATED : Outcome.NO_SUCH_HERO, name))
                .send(response);
        return backTo(view);
    }

    @PostMapping("/centers/{id}/shutdown")
    Object shutDown(@PathVariable UUID id, @RequestParam(defaultValue = "") String view, HttpServletResponse response) {
        Optional<Center> center = centers.find(id);
        boolean told = centers.leave(id);
        if (told && id.equals(centers.selfId())) {
            // it would hardly be there to answer once more
            List<Center> others =
                    centers.all().stream().filter(each -> !each.self()).toList();
            return new ModelAndView("leaving", Map.of("others", others), HttpStatus.ACCEPTED);
        }
        String city = center.map(Center::city).orElse("");
        new Flash(told ? Outcome.TOLD_TO_LEAVE : Outcome.NO_SUCH_CENTER, city).send(response);
        return backTo(view);
    }

    private Flash enlisted(String name) {
        HomedSuperhero hero = name.isBlank() ? registry.enlist() : registry.enlist(new HeroName(name));
        return new Flash(Outcome.ENLISTED, hero.superhero().name());
    }

    private static Flash attempt(Supplier<Flash> action) {
        try {
            return action.get();
        } catch (IllegalArgumentException | NameTakenException | RegistryUnavailableException e) {
            return new Flash(Outcome.REFUSED, String.valueOf(e.getMessage()));
        }
    }

    private static ResponseEntity<Void> backTo(String query) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(view(query).href()))
                .build();
    }

    private static HeroView view(String query) {
        try {
            return HeroView.ofQuery(query);
        } catch (IllegalArgumentException e) {
            return HeroView.DEFAULT; // nobody who uses our forms comes here
        }
    }
}
