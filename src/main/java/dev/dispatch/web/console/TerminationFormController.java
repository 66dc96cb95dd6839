package dev.dispatch.web.console;

import dev.dispatch.registry.PlannedTerminations;
import dev.dispatch.registry.protocol.PlannedTermination;
import dev.dispatch.superhero.CountFormat;
import dev.dispatch.superhero.HeroSelection;
import dev.dispatch.web.FlashMessage;
import dev.dispatch.web.FormRedirect;
import dev.dispatch.web.FormResult;
import dev.dispatch.web.HeroView;
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
    private final PlannedTerminations terminations;

    TerminationFormController(PlannedTerminations terminations) {
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
        FormRedirect.attempt(() -> planned(form)).send(response);
        return FormRedirect.backFrom(request);
    }

    @PostMapping("/terminations/{id}/undo")
    ResponseEntity<Void> undo(@PathVariable UUID id, HttpServletRequest request, HttpServletResponse response) {
        FormRedirect.attempt(
                        () -> new FlashMessage(terminations.undo(id) ? FormResult.UNDONE : FormResult.TOO_LATE, ""))
                .send(response);
        return FormRedirect.backFrom(request);
    }

    private FlashMessage planned(MultiValueMap<String, String> form) {
        HeroSelection choice = choice(form);
        boolean alone = choice.names().size() == 1;
        Optional<PlannedTermination> plan = terminations.plan(choice);
        if (plan.isEmpty()) {
            return alone
                    ? new FlashMessage(FormResult.NO_SUCH_HERO, choice.names().get(0))
                    : new FlashMessage(FormResult.NOBODY_CHOSEN, "");
        }
        String whom = alone
                ? choice.names().get(0)
                : CountFormat.superheroes(plan.get().count());
        return new FlashMessage(FormResult.TERMINATING, whom, plan.get().id());
    }

    private static HeroSelection choice(MultiValueMap<String, String> form) {
        if (first(form, "all").equals("true")) {
            return HeroSelection.matching(
                    HeroView.of(Map.of("search", first(form, "search"))).search());
        }
        List<String> hero = form.getOrDefault("hero", List.of());
        return HeroSelection.named(hero.isEmpty() ? form.getOrDefault("name", List.of()) : hero);
    }

    private static String first(MultiValueMap<String, String> form, String field) {
        String value = form.getFirst(field);
        return value == null ? "" : value;
    }
}
