package dev.dispatch.web.console;

import dev.dispatch.cluster.BackupSafety;
import dev.dispatch.cluster.Centers;
import dev.dispatch.feed.EventFeed;
import dev.dispatch.registry.PlannedTerminations;
import dev.dispatch.registry.SuperheroRegistry;
import dev.dispatch.registry.protocol.PlannedTermination;
import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.settings.StoreLocation;
import dev.dispatch.store.EndedHeroes;
import dev.dispatch.store.StoreStatus;
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

/** Queries and renders the sections of pages. */
@Component
public class Sections {
    private static final int EVENTS = 20;
    private static final int TURNS = 32;
    private static final String TOO_FEW =
            "Fewer than %d centers are left. Superheroes take no turns and changes are refused until there are enough.";
    private static final String STORE_FAILURE =
            "Changes cannot be saved. They stay in memory until the store works again, and stored superheroes cannot be loaded.";
    private static final Duration TAKEOVER_SHOWN = Duration.ofSeconds(30);

    private final Centers centers;
    private final BackupSafety backups;
    private final Charts charts;
    private final SuperheroRegistry registry;
    private final PlannedTerminations terminations;
    private final EventFeed feed;
    private final TurnRules rules;
    private final StoreStatus store;
    private final EndedHeroes ended;
    private final boolean stored;
    private final Login login;
    private final LongSupplier clock;
    private final ITemplateEngine templates;

    Sections(
            Centers centers,
            BackupSafety backups,
            Charts charts,
            SuperheroRegistry registry,
            PlannedTerminations terminations,
            EventFeed feed,
            TurnRules rules,
            StoreStatus store,
            EndedHeroes ended,
            DispatchProperties properties,
            Login login,
            LongSupplier clusterClock,
            ITemplateEngine templates) {
        this.centers = centers;
        this.backups = backups;
        this.charts = charts;
        this.registry = registry;
        this.terminations = terminations;
        this.feed = feed;
        this.rules = rules;
        this.store = store;
        this.ended = ended;
        this.stored = StoreLocation.of(properties).isPresent();
        this.login = login;
        this.clock = clusterClock;
        this.templates = templates;
    }

    /** The HTML of a section, the same for every user: it holds no token. */
    public String render(Section section) {
        return templates.process("sections/" + section.id(), new Context(Locale.ENGLISH, model(section)));
    }

    /** The HTML of the notice that a section is out of date. */
    public String late(Section section) {
        return templates.process("sections/late", new Context(Locale.ENGLISH, Map.of("section", section.id())));
    }

    /** The model that the template of a section needs. */
    Map<String, Object> model(Section section) {
        return Map.of(
                section.id(),
                content(section),
                section.id() + "Topic",
                section.topic(),
                "fn",
                new TemplateFunctions(),
                "curl",
                new CurlCommand(centers.self().url(), login.isRequired()),
                "storeFailure",
                store.failure() == null ? "" : STORE_FAILURE,
                "tooFew",
                centers.areEnough() ? "" : TOO_FEW.formatted(centers.minimum()),
                "shutdown",
                new ShutdownPreview(centers.all(), stored),
                "grace",
                PlannedTerminations.GRACE.toSeconds());
    }

    private Object content(Section section) {
        if (section instanceof HeroesSection heroes) {
            return table(heroes.view());
        }
        if (section instanceof HeroSection hero) {
            return details(hero.name());
        }
        if (section instanceof EventsSection events) {
            return feed.latest(EVENTS, events.types());
        }
        return switch ((Common) section) {
            case CENTERS -> CenterCard.of(centers, backups.unsafe(), now());
            case TAKEOVER ->
                centers.takeoverSummary(TAKEOVER_SHOWN).map(TakeoverBanner::of).orElse(TakeoverBanner.EMPTY);
            case CHARTS -> charts.all();
        };
    }

    private HeroTable table(HeroView view) {
        var page = registry.page(view.search(), view.order(), view.descending(), view.page(), view.size());
        return new HeroTable(view, page, now(), terminations.planned());
    }

    private HeroDetails details(String name) {
        HeroLookup lookup = registry.lookUp(name);
        Superhero hero = lookup.hero();
        if (hero != null) {
            PlannedTermination ending = PlannedTermination.of(hero, terminations.planned());
            List<Turn> turns = Turn.last(hero, rules, TURNS);
            return new HeroDetails(name, registry.locate(hero), null, lookup.placements(), turns, ending);
        }
        Tombstone tombstone = lookup.tombstone() != null
                ? lookup.tombstone()
                : ended.find(name).orElse(null);
        List<Turn> turns = tombstone == null ? List.of() : Turn.last(name, tombstone, rules, TURNS);
        return new HeroDetails(name, null, tombstone, lookup.placements(), turns, null);
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.getAsLong());
    }
}
