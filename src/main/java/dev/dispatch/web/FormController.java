package dev.dispatch.web;

import dev.dispatch.cluster.Center;
import dev.dispatch.cluster.Centers;
import dev.dispatch.registry.HomedSuperhero;
import dev.dispatch.registry.SuperheroRegistry;
import dev.dispatch.superhero.Headcount;
import dev.dispatch.superhero.HeroName;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the forms of the page do. Each of them leads back to the page that it was on, where is said what came of it. */
@Controller
class FormController {
    private final SuperheroRegistry registry;
    private final Centers centers;
    private final Farewell farewell;

    FormController(SuperheroRegistry registry, Centers centers, Farewell farewell) {
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
        AfterForm.attempt(() -> enlisted(name.strip(), count.strip()))
                .keeping(name)
                .send(response);
        return AfterForm.backFrom(request);
    }

    @PostMapping("/centers/{id}/shutdown")
    Object shutDown(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String city,
            HttpServletRequest request,
            HttpServletResponse response) {
        Center center = centers.find(id).orElse(null);
        String name = center == null ? "" : center.city();
        boolean last = center != null && new Shutdown(centers.all()).isLast(center);
        if (last && !city.strip().equals(name)) {
            new Flash(Outcome.LAST_CENTER, name).send(response);
            return AfterForm.backFrom(request);
        }
        if (center != null && center.self()) {
            // before it begins to leave, while it knows the others
            Flash said = new Flash(last ? Outcome.LAST_LEAVES : Outcome.TOLD_TO_LEAVE, name);
            Object answer = farewell.answer(said, request, response);
            centers.leave(id);
            return answer;
        }
        new Flash(centers.leave(id) ? Outcome.TOLD_TO_LEAVE : Outcome.NO_SUCH_CENTER, name).send(response);
        return AfterForm.backFrom(request);
    }

    private Flash enlisted(String name, String count) {
        if (!count.isEmpty()) {
            if (!name.isEmpty()) {
                throw new IllegalArgumentException("A name is for one superhero: give a name or a number, not both");
            }
            int enlisted = registry.enlist(number(count));
            return new Flash(Outcome.ENLISTED, Headcount.of(enlisted));
        }
        HomedSuperhero hero = name.isEmpty() ? registry.enlist() : registry.enlist(new HeroName(name));
        return new Flash(Outcome.ENLISTED, hero.superhero().name());
    }

    private static int number(String count) {
        try {
            return Integer.parseInt(count);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "How many is a number from 1 to %s, not '%s'"
                            .formatted(Headcount.digits(SuperheroRegistry.MAX_BATCH), count),
                    e);
        }
    }
}
