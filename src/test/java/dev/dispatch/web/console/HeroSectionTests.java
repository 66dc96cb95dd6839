package dev.dispatch.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.registry.LocatedHero;
import dev.dispatch.registry.PlannedTerminations;
import dev.dispatch.registry.SuperheroRegistry;
import dev.dispatch.superhero.HeroName;
import dev.dispatch.superhero.HeroSelection;
import dev.dispatch.superhero.Tombstone;
import dev.dispatch.web.CenterTest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** The page of one superhero in states that are hard to reach through the running program. */
@CenterTest
class HeroSectionTests {
    private final ITemplateEngine templates;
    private final SuperheroRegistry registry;
    private final PlannedTerminations terminations;

    @Autowired
    HeroSectionTests(ITemplateEngine templates, SuperheroRegistry registry, PlannedTerminations terminations) {
        this.templates = templates;
        this.registry = registry;
        this.terminations = terminations;
    }

    @Test
    void fallenHeroShowsTimeAndTurns() {
        Instant fell = Instant.parse("2030-01-02T03:04:05Z");
        Tombstone tombstone = new Tombstone(
                Tombstone.Cause.FALLEN,
                fell.toEpochMilli(),
                fell.minusSeconds(12).toEpochMilli(),
                3);

        String section = render(new HeroDetails("Icarus", null, tombstone, List.of(), List.of(), null));

        assertThat(section)
                .containsSubsequence("Fallen at", "2030-01-02 03:04:05", "after 3 turns")
                .contains("Times are in UTC.")
                .doesNotContain("Terminated at", "formaction=\"/terminations\"");
    }

    @Test
    void plannedTerminationOffersUndo() {
        LocatedHero hero = registry.enlist(new HeroName("Isaac"));
        var plan = terminations.plan(HeroSelection.named(List.of("Isaac"))).orElseThrow();

        terminations.undo(plan.id());
        String section = render(new HeroDetails("Isaac", hero, null, List.of(), List.of(), plan));

        assertThat(section)
                .contains("Terminating <time", "/terminations/" + plan.id() + "/undo", ">Undo</button>")
                .doesNotContain("formaction=\"/terminations\"");
    }

    private String render(HeroDetails details) {
        Map<String, Object> model = Map.of(
                "hero",
                details,
                "heroTopic",
                "/topic/hero",
                "fn",
                new TemplateFunctions(),
                "curl",
                new CurlCommand("http://localhost:1", false),
                "shutdown",
                new ShutdownPreview(List.of(), true));
        return templates.process("sections/hero", new Context(Locale.ENGLISH, model));
    }
}
