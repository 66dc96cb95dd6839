package dev.dispatch.web.console;

import dev.dispatch.cluster.Centers;
import dev.dispatch.feed.EventFeed;
import dev.dispatch.registry.LocatedHero;
import dev.dispatch.registry.PlannedTerminations;
import dev.dispatch.registry.SuperheroRegistry;
import dev.dispatch.superhero.HeroLookup;
import dev.dispatch.superhero.Superhero;
import dev.dispatch.superhero.Tombstone;
import dev.dispatch.superhero.Turn;
import dev.dispatch.superhero.TurnRules;
import dev.dispatch.web.HeroView;
import dev.dispatch.web.console.Section.Common;
import dev.dispatch.web.console.Section.EventsSection;
import dev.dispatch.web.console.Section.HeroSection;
import dev.dispatch.web.console.Section.HeroesSection;
import dev.dispatch.web.security.Login;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** What the sections of a page show at this moment. */
@Component
public class Sections {
    private static final int EVENTS = 20;
    private static final int TURNS = 32;

    /** How long it is said who moved. */
    private static final Duration SHOWN = Duration.ofSeconds(30);

    private final Centers centers;
    private final CenterCards cards;
    private final Charts charts;
    private final SuperheroRegistry registry;
    private final PlannedTerminations terminations;
    private final EventFeed feed;
    private final TurnRules rules;
    private final Login login;
    private final LongSupplier clock;
    private final ITemplateEngine templates;

    Sections(
            Centers centers,
            CenterCards cards,
            Charts charts,
            SuperheroRegistry registry,
            PlannedTerminations terminations,
            EventFeed feed,
            TurnRules rules,
            Login login,
            LongSupplier clusterClock,
            ITemplateEngine templates) {
        this.centers = centers;
        this.cards = cards;
        this.charts = charts;
        this.registry = registry;
        this.terminations = terminations;
        this.feed = feed;
        this.rules = rules;
        this.login = login;
        this.clock = clusterClock;
        this.templates = templates;
    }

    /** The HTML of a section, the same for whoever looks at it: there is nothing personal in it, such as a token. */
    public String render(Section section) {
        return templates.process("sections/" + section.id(), new Context(Locale.ENGLISH, model(section)));
    }

    /** The HTML of what is said in a section that cannot be rendered for some time. */
    public String late(Section section) {
        return templates.process("sections/late", new Context(Locale.ENGLISH, Map.of("section", section.id())));
    }

    /** What the template of a section is rendered from. */
    Map<String, Object> model(Section section) {
        return Map.of(
                section.id(),
                content(section),
                section.id() + "Topic",
                section.topic(),
                "curl",
                new CurlCommand(centers.url(), login.isRequired()),
                "shutdown",
                new ShutdownPreview(centers.all()),
                "grace",
                PlannedTerminations.GRACE.toSeconds());
    }

    private Object content(Section section) {
        if (section instanceof HeroesSection heroes) {
            HeroView view = heroes.view();
            return new HeroTable(
                    view,
                    registry.page(view.search(), view.order(), view.descending(), view.page(), view.size()),
                    Instant.ofEpochMilli(clock.getAsLong()),
                    terminations.planned());
        }
        if (section instanceof HeroSection hero) {
            return file(hero.name());
        }
        if (section instanceof EventsSection events) {
            return new EventList(
                    feed.latest(EVENTS, events.kinds()), !events.kinds().isEmpty());
        }
        if (section == Common.TAKEOVER) {
            return new TakeoverBanner(centers.takeoverSummary(SHOWN).orElse(null));
        }
        return section == Common.CHARTS ? charts.all() : cards.all();
    }

    private HeroDetails file(String name) {
        HeroLookup lookup = registry.lookUp(name);
        Superhero hero = lookup.hero();
        Tombstone tombstone = lookup.tombstone();
        LocatedHero current = hero == null ? null : registry.locate(hero);
        List<Turn> turns = hero != null
                ? Turn.last(hero, rules, TURNS)
                : tombstone != null ? Turn.last(name, tombstone, rules, TURNS) : List.of();
        return new HeroDetails(name, current, tombstone, lookup.placements(), turns, terminations.planned());
    }
}
