package dev.dispatch.web.console;

import dev.dispatch.registry.RegistryUnavailableException;
import dev.dispatch.web.Cookies;
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

/** The page of the cluster and the page of a superhero. */
@Page
class PageController {
    private final Sections sections;
    private final Cookies cookies;

    PageController(Sections sections, Cookies cookies) {
        this.sections = sections;
        this.cookies = cookies;
    }

    @GetMapping("/")
    String index(HeroView view, Model model) {
        model.addAttribute("view", view);
        for (Section common : Common.values()) {
            model.addAllAttributes(sections.model(common));
        }
        model.addAllAttributes(heroes(view));
        model.addAllAttributes(sections.model(new EventsSection(view.events())));
        model.addAttribute("eventFilter", new EventFilter(view));
        return "index";
    }

    /** Returns the model of the table; only its topic while the registry is unavailable, so that the other sections are shown. */
    private Map<String, Object> heroes(HeroView view) {
        Section heroes = new HeroesSection(view);
        try {
            return sections.model(heroes);
        } catch (RegistryUnavailableException e) {
            return Map.of(heroes.id() + "Topic", heroes.topic());
        }
    }

    /** Shows the page of a hero. It remains after the hero has ended, as long as its tombstone is kept. */
    @GetMapping("/heroes/{name}")
    String hero(@PathVariable String name, Model model) {
        model.addAllAttributes(sections.model(new HeroSection(name)));
        if (model.getAttribute("hero") instanceof HeroDetails hero && !hero.isKnown()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no superhero '" + name + "'.");
        }
        return "hero";
    }

    /** For names that cannot be a path segment. */
    @GetMapping("/heroes/")
    String heroByParameter(@RequestParam String name, Model model) {
        return hero(name, model);
    }

    @ModelAttribute("flash")
    @Nullable
    FlashMessage flash(HttpServletRequest request, HttpServletResponse response) {
        return FlashMessage.receive(cookies, request, response);
    }

    /** Sends the CSRF cookie now: the response of a long page may be committed before its first form needs the token. */
    @ModelAttribute
    void csrf(CsrfToken token) {
        token.getToken();
    }
}
