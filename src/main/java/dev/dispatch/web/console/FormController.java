package dev.dispatch.web.console;

import dev.dispatch.cluster.Center;
import dev.dispatch.cluster.Centers;
import dev.dispatch.registry.LocatedHero;
import dev.dispatch.registry.SuperheroRegistry;
import dev.dispatch.superhero.CountFormat;
import dev.dispatch.superhero.HeroName;
import dev.dispatch.web.FlashMessage;
import dev.dispatch.web.FormRedirect;
import dev.dispatch.web.FormResult;
import dev.dispatch.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the forms of the page do. Each of them leads back to the page that it was on, where is said what came of it. */
@Page
class FormController {
    private final SuperheroRegistry registry;
    private final Centers centers;
    private final ShutdownResponse farewell;

    FormController(SuperheroRegistry registry, Centers centers, ShutdownResponse farewell) {
        this.registry = registry;
        this.centers = centers;
        this.farewell = farewell;
    }

    @PostMapping("/heroes")
    ResponseEntity<Void> enlist(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String count,
            HttpServletRequest request,
            HttpServletResponse response) {
        FormRedirect.attempt(() -> enlisted(name.strip(), count.strip()))
                .keeping(name)
                .send(response);
        return FormRedirect.backFrom(request);
    }

    @PostMapping("/centers/{id}/shutdown")
    Object shutDown(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String city,
            HttpServletRequest request,
            HttpServletResponse response) {
        Center center = centers.find(id).orElse(null);
        String name = center == null ? "" : center.city();
        boolean last = center != null && new ShutdownPreview(centers.all()).isLast(center);
        if (last && !city.strip().equals(name)) {
            new FlashMessage(FormResult.LAST_CENTER, name).send(response);
            return FormRedirect.backFrom(request);
        }
        if (center != null && center.self()) {
            // before it begins to leave, while it knows the others
            FlashMessage said = new FlashMessage(last ? FormResult.LAST_LEAVES : FormResult.TOLD_TO_LEAVE, name);
            Object answer = farewell.answer(said, request, response);
            centers.leave(id);
            return answer;
        }
        new FlashMessage(centers.leave(id) ? FormResult.TOLD_TO_LEAVE : FormResult.NO_SUCH_CENTER, name).send(response);
        return FormRedirect.backFrom(request);
    }

    private FlashMessage enlisted(String name, String count) {
        if (!count.isEmpty()) {
            if (!name.isEmpty()) {
                throw new IllegalArgumentException("A name is for one superhero: give a name or a number, not both");
            }
            int enlisted = registry.enlist(number(count));
            return new FlashMessage(FormResult.ENLISTED, CountFormat.superheroes(enlisted));
        }
        LocatedHero hero = name.isEmpty() ? registry.enlist() : registry.enlist(new HeroName(name));
        return new FlashMessage(FormResult.ENLISTED, hero.superhero().name());
    }

    private static int number(String count) {
        try {
            return Integer.parseInt(count);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "How many is a number from 1 to %s, not '%s'"
                            .formatted(CountFormat.number(SuperheroRegistry.MAX_BATCH), count),
                    e);
        }
    }
}
