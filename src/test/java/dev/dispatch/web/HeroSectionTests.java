package dev.dispatch.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.registry.HomedSuperhero;
import dev.dispatch.registry.SuperheroRegistry;
import dev.dispatch.registry.Terminations;
import dev.dispatch.superhero.Departed;
import dev.dispatch.superhero.HeroChoice;
import dev.dispatch.superhero.HeroName;
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
    private final Terminations terminations;

    @Autowired
    HeroSectionTests(ITemplateEngine templates, SuperheroRegistry registry, Terminations terminations) {
        this.templates = templates;
        this.registry = registry;
        this.terminations = terminations;
    }

    @Test
    void oneWhoFellIsSaidToHaveFallen() {
        Instant fell = Instant.parse("2030-01-02T03:04:05Z");
        Departed departed = new Departed(
                Departed.Cause.FALLEN,
                fell.toEpochMilli(),
                fell.minusSeconds(12).toEpochMilli(),
                3);

        String section = render(new HeroFile("Icarus", null, departed, List.of(), List.of(), List.of()));

        assertThat(section)
                .containsSubsequence(
                        "It fell: it lost a fight, and its last health, at", "2030-01-02 03:04:05", "after 3")
                .contains("Times are in UTC.")
                .doesNotContain("It was terminated", "formaction=\"/terminations\"");
    }

    @Test
    void oneWhoIsAboutToBeTerminatedCanBeSaved() {
        HomedSuperhero hero = registry.enlist(new HeroName("Isaac"));
        var plan = terminations.plan(HeroChoice.named(List.of("Isaac"))).orElseThrow();

        terminations.undo(plan.id());
        String section = render(new HeroFile("Isaac", hero, null, List.of(), List.of(), List.of(plan)));

        assertThat(section)
                .contains("Terminated <time", "/terminations/" + plan.id() + "/undo", ">Undo</button>")
                .doesNotContain("formaction=\"/terminations\"");
    }

    private String render(HeroFile file) {
        Map<String, Object> model = Map.of(
                "hero",
                file,
                "heroTopic",
                "/topic/hero",
                "curl",
                new Curl("http://localhost:1", false),
                "shutdown",
                new Shutdown(List.of()));
        return templates.process("sections/hero", new Context(Locale.ENGLISH, model));
    }
}
