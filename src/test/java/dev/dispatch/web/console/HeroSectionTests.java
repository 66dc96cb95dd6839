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

/** What the page of one superhero shows, in lives that are too short or too long to wait for. */
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
    void oneWhoFellIsSaidToHaveFallen() {
        Instant fell = Instant.parse("2030-01-02T03:04:05Z");
        Tombstone departed = new Tombstone(
                Tombstone.Cause.FALLEN,
                fell.toEpochMilli(),
                fell.minusSeconds(12).toEpochMilli(),
                3);

        String section = render(new HeroDetails("Icarus", null, departed, List.of(), List.of(), List.of()));

        assertThat(section)
                .containsSubsequence(
                        "It fell: it lost a fight, and its last health, at", "2030-01-02 03:04:05", "after 3")
                .contains("Times are in UTC.")
                .doesNotContain("It was terminated", "formaction=\"/terminations\"");
    }

    @Test
    void oneWhoIsAboutToBeTerminatedCanBeSaved() {
        LocatedHero hero = registry.enlist(new HeroName("Isaac"));
        var plan = terminations.plan(HeroSelection.named(List.of("Isaac"))).orElseThrow();

        terminations.undo(plan.id());
        String section = render(new HeroDetails("Isaac", hero, null, List.of(), List.of(), List.of(plan)));

        assertThat(section)
                .contains("Terminated <time", "/terminations/" + plan.id() + "/undo", ">Undo</button>")
                .doesNotContain("formaction=\"/terminations\"");
    }

    private String render(HeroDetails file) {
        Map<String, Object> model = Map.of(
                "hero",
                file,
                "heroTopic",
                "/topic/hero",
                "curl",
                new CurlCommand("http://localhost:1", false),
                "shutdown",
                new ShutdownPreview(List.of()));
        return templates.process("sections/hero", new Context(Locale.ENGLISH, model));
    }
}
