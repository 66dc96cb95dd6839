package dev.dispatch.web;

import dev.dispatch.cluster.Center;
import dev.dispatch.cluster.Centers;
import dev.dispatch.registry.HomedSuperhero;
import dev.dispatch.registry.SuperheroRegistry;
import dev.dispatch.superhero.HeroName;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
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
        Optional<Center> center = centers.find(id);
        if (center.isPresent()
                && new Shutdown(centers.all()).isLast(center.get())
                && !city.strip().equals(center.get().city())) {
            new Flash(Outcome.LAST_CENTER, center.get().city()).send(response);
            return AfterForm.backFrom(request);
        }
        boolean told = centers.leave(id);
        if (told && id.equals(centers.selfId())) {
            // it would hardly be there to answer once more
            List<Center> others =
                    centers.all().stream().filter(each -> !each.self()).toList();
            return new ModelAndView("leaving", Map.of("others", others), HttpStatus.ACCEPTED);
        }
        new Flash(
                        told ? Outcome.TOLD_TO_LEAVE : Outcome.NO_SUCH_CENTER,
                        center.map(Center::city).orElse(""))
                .send(response);
        return AfterForm.backFrom(request);
    }

    private Flash enlisted(String name, String count) {
        if (!count.isEmpty()) {
            if (!name.isEmpty()) {
                throw new IllegalArgumentException("A name is for one superhero: give a name or a number, not both");
            }
            int enlisted = registry.enlist(number(count));
            return new Flash(Outcome.ENLISTED, enlisted == 1 ? "1 superhero" : "%,d superheroes".formatted(enlisted));
        }
        HomedSuperhero hero = name.isEmpty() ? registry.enlist() : registry.enlist(new HeroName(name));
        return new Flash(Outcome.ENLISTED, hero.superhero().name());
    }

    private static int number(String count) {
        try {
            return Integer.parseInt(count);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "How many is a number from 1 to %,d, not '%s'".formatted(SuperheroRegistry.MAX_BATCH, count), e);
        }
    }
}
