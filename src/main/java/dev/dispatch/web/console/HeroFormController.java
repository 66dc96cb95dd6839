package dev.dispatch.web.console;

import dev.dispatch.feed.AuditEntry.Action;
import dev.dispatch.registry.LocatedHero;
import dev.dispatch.registry.PlannedTerminations;
import dev.dispatch.registry.SuperheroRegistry;
import dev.dispatch.registry.protocol.PlannedTermination;
import dev.dispatch.superhero.CountFormat;
import dev.dispatch.superhero.HeroName;
import dev.dispatch.superhero.HeroSelection;
import dev.dispatch.web.Audit;
import dev.dispatch.web.Cookies;
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

/** The forms that create and terminate superheroes. Each redirects to its page, with a message about the result. */
@Controller
class HeroFormController {
    private final SuperheroRegistry registry;
    private final PlannedTerminations terminations;
    private final Cookies cookies;
    private final Audit audit;

    HeroFormController(SuperheroRegistry registry, PlannedTerminations terminations, Cookies cookies, Audit audit) {
        this.registry = registry;
        this.terminations = terminations;
        this.cookies = cookies;
        this.audit = audit;
    }

    /** Creates one superhero, or {@code count} superheroes with generated names. */
    @PostMapping("/heroes")
    ResponseEntity<Void> enlist(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String count,
            HttpServletRequest request,
            HttpServletResponse response) {
        FormRedirect.attempt(() -> enlist(name.strip(), count.strip()))
                .keeping(name)
                .send(cookies, request, response);
        return FormRedirect.backFrom(request);
    }

    /**
     * Plans the termination of a selection: with {@code all=true} the superheroes that match {@code search}; else {@code hero},
     * from the button of a row; else every selected {@code name}.
     */
    @PostMapping("/terminations")
    ResponseEntity<Void> terminate(
            @RequestParam MultiValueMap<String, String> form,
            HttpServletRequest request,
            HttpServletResponse response) {
        FormRedirect.attempt(() -> terminate(form)).send(cookies, request, response);
        return FormRedirect.backFrom(request);
    }

    @PostMapping("/terminations/{id}/undo")
    ResponseEntity<Void> undo(@PathVariable UUID id, HttpServletRequest request, HttpServletResponse response) {
        FormRedirect.attempt(() -> new FlashMessage(undo(id), "")).send(cookies, request, response);
        return FormRedirect.backFrom(request);
    }

    private FormResult undo(UUID id) {
        if (!terminations.undo(id)) {
            return FormResult.TOO_LATE;
        }
        audit.add(Action.TERMINATION_UNDONE, id.toString());
        return terminations.mayStillTerminate(id) ? FormResult.UNDONE_BUT_PLANNED : FormResult.UNDONE;
    }

    private FlashMessage enlist(String name, String count) {
        if (count.isEmpty()) {
            LocatedHero hero = name.isEmpty() ? registry.enlist() : registry.enlist(new HeroName(name));
            audit.add(Action.ENLISTED, hero.superhero().name());
            return new FlashMessage(FormResult.ENLISTED, hero.superhero().name());
        }
        if (!name.isEmpty()) {
            throw new IllegalArgumentException("Enter a name or a number, not both");
        }
        int requested = number(count);
        int enlisted = audit.addMany(Action.ENLISTED, "", () -> registry.enlist(requested));
        return new FlashMessage(FormResult.ENLISTED, CountFormat.superheroes(enlisted));
    }

    private static int number(String count) {
        try {
            return Integer.parseInt(count);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "count must be a number from 1 to %s, not '%s'"
                            .formatted(CountFormat.number(SuperheroRegistry.MAX_BATCH), count),
                    e);
        }
    }

    private FlashMessage terminate(MultiValueMap<String, String> form) {
        HeroSelection selection = selection(form);
        String single = selection.names().size() == 1 ? selection.names().get(0) : null;
        Optional<PlannedTermination> plan = terminations.plan(selection);
        if (plan.isEmpty()) {
            return single == null
                    ? new FlashMessage(FormResult.NONE_SELECTED, "")
                    : new FlashMessage(FormResult.NO_SUCH_HERO, single);
        }
        String subject = single == null ? CountFormat.superheroes(plan.get().count()) : single;
        audit.add(
                Action.TERMINATION_PLANNED,
                "%s (plan %s)".formatted(subject, plan.get().id()));
        return new FlashMessage(FormResult.TERMINATING, subject, plan.get().id());
    }

    private static HeroSelection selection(MultiValueMap<String, String> form) {
        if ("true".equals(form.getFirst("all"))) {
            String search = form.getOrDefault("search", List.of("")).get(0);
            return HeroSelection.matching(HeroView.of(Map.of("search", search)).search());
        }
        List<String> hero = form.getOrDefault("hero", List.of());
        return HeroSelection.named(hero.isEmpty() ? form.getOrDefault("name", List.of()) : hero);
    }
}
