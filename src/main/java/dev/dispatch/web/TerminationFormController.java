package dev.dispatch.web;

import dev.dispatch.registry.PlannedTermination;
import dev.dispatch.registry.Terminations;
import dev.dispatch.superhero.Headcount;
import dev.dispatch.superhero.HeroChoice;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the forms of the page do to terminate superheroes, of which each can be undone for a while. */
@Controller
class TerminationFormController {
    private final Terminations terminations;

    TerminationFormController(Terminations terminations) {
        this.terminations = terminations;
    }

    /**
     * Terminates soon, of this choice: with {@code all=true} those who match {@code search}, else {@code hero}, which is the one
     * whose button it was, else each {@code name} that was ticked.
     */
    @PostMapping("/terminations")
    ResponseEntity<Void> terminate(
            @RequestParam MultiValueMap<String, String> form,
            HttpServletRequest request,
            HttpServletResponse response) {
        AfterForm.attempt(() -> planned(form)).send(response);
        return AfterForm.backFrom(request);
    }

    @PostMapping("/terminations/{id}/undo")
    ResponseEntity<Void> undo(@PathVariable UUID id, HttpServletRequest request, HttpServletResponse response) {
        AfterForm.attempt(() -> new Flash(terminations.undo(id) ? Outcome.UNDONE : Outcome.TOO_LATE, ""))
                .send(response);
        return AfterForm.backFrom(request);
    }

    private Flash planned(MultiValueMap<String, String> form) {
        HeroChoice choice = choice(form);
        boolean alone = choice.names().size() == 1;
        Optional<PlannedTermination> plan = terminations.plan(choice);
        if (plan.isEmpty()) {
            return alone
                    ? new Flash(Outcome.NO_SUCH_HERO, choice.names().get(0))
                    : new Flash(Outcome.NOBODY_CHOSEN, "");
        }
        String whom = alone ? choice.names().get(0) : Headcount.of(plan.get().count());
        return new Flash(Outcome.TERMINATING, whom, plan.get().id());
    }

    private static HeroChoice choice(MultiValueMap<String, String> form) {
        if (first(form, "all").equals("true")) {
            return HeroChoice.matching(
                    HeroView.of(Map.of("search", first(form, "search"))).search());
        }
        List<String> hero = form.getOrDefault("hero", List.of());
        return HeroChoice.named(hero.isEmpty() ? form.getOrDefault("name", List.of()) : hero);
    }

    private static String first(MultiValueMap<String, String> form, String field) {
        String value = form.getFirst(field);
        return value == null ? "" : value;
    }
}
