package dev.dispatch.web.console;

import dev.dispatch.registry.RegistryUnavailableException;
import dev.dispatch.web.FlashMessage;
import dev.dispatch.web.HeroView;
import dev.dispatch.web.Page;
import dev.dispatch.web.console.Section.Common;
import dev.dispatch.web.console.Section.EventsSection;
import dev.dispatch.web.console.Section.HeroSection;
import dev.dispatch.web.console.Section.HeroesSection;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The pages of a center. */
@Page
class PageController {
    private final Sections sections;

    PageController(Sections sections) {
        this.sections = sections;
    }

    @GetMapping("/")
    String everything(HeroView view, Model model) {
        model.addAttribute("view", view);
        for (Section common : Common.values()) {
            model.addAllAttributes(sections.model(common));
        }
        model.addAllAttributes(heroes(view));
        model.addAllAttributes(sections.model(new EventsSection(view.events())));
        model.addAttribute("feedFilter", new EventFilter(view));
        return "index";
    }

    /** Without their content, if nobody answers: the rest of the page can say how the centers are. */
    private Map<String, Object> heroes(HeroView view) {
        Section heroes = new HeroesSection(view);
        try {
            return sections.model(heroes);
        } catch (RegistryUnavailableException e) {
            return Map.of(heroes.id() + "Topic", heroes.topic());
        }
    }

    /** Also of one that has ended, as long as that is remembered. */
    @GetMapping("/heroes/{name}")
    String hero(@PathVariable String name, Model model) {
        model.addAllAttributes(sections.model(new HeroSection(name)));
        if (model.getAttribute("hero") instanceof HeroDetails file && !file.isKnown()) {
            throw new ResponseStatusException(
                    HttpStatus.NOT_FOUND, "There is no superhero '" + name + "', or it has fallen.");
        }
        return "hero";
    }

    /** For a name that a path cannot carry. */
    @GetMapping("/heroes/")
    String heroByParameter(@RequestParam String name, Model model) {
        return hero(name, model);
    }

    @ModelAttribute("flash")
    @Nullable
    FlashMessage flash(HttpServletRequest request, HttpServletResponse response) {
        return FlashMessage.receive(request, response);
    }

    /** Writes the cookie of the token now: a long page would be half sent when its first form needs it. */
    @ModelAttribute
    void token(CsrfToken token) {
        token.getToken();
    }
}
