package dev.dispatch.registry.protocol;

import static dev.dispatch.cluster.member.CompactType.readInstant;
import static dev.dispatch.cluster.member.CompactType.readText;
import static dev.dispatch.cluster.member.CompactType.writeInstant;
import static dev.dispatch.registry.protocol.CommandTypes.readPart;
import static dev.dispatch.registry.protocol.CommandTypes.readParts;

import dev.dispatch.cluster.member.CompactType;
import dev.dispatch.superhero.Activity;
import dev.dispatch.superhero.HeroOrder;
import dev.dispatch.superhero.HeroQuery;
import dev.dispatch.superhero.Placement;
import dev.dispatch.superhero.RosterSlice;
import dev.dispatch.superhero.Superhero;
import dev.dispatch.superhero.Tombstone;
import java.time.Instant;
import java.util.List;

/** How questions and their answers travel between centers. */
final class QueryTypes {
    private QueryTypes() {}

    private static final CompactType<Sweep> SWEEP = new CompactType<>(
            "dispatch.sweep", new Sweep(), in -> new Sweep(), (out, sweep) -> out.writeBoolean("sweep", true));

    private static final CompactType<SweepReport> SWEEP_REPORT = new CompactType<>(
            "dispatch.sweep-report",
            new SweepReport(0, 0),
            in -> new SweepReport(in.readInt32("heroes"), in.readInt64("nextTurnAt")),
            (out, report) -> {
                out.writeInt32("heroes", report.heroes());
                out.writeInt64("nextTurnAt", report.nextTurnAt());
            });

    private static final CompactType<FindHero> FIND_HERO = new CompactType<>(
            "dispatch.find-hero",
            new FindHero(""),
            in -> new FindHero(readText(in, "name")),
            (out, find) -> out.writeString("name", find.name()));

    private static final CompactType<FindResidences> FIND_RESIDENCES = new CompactType<>(
            "dispatch.find-residences",
            new FindResidences(""),
            in -> new FindResidences(readText(in, "name")),
            (out, find) -> out.writeString("name", find.name()));

    private static final CompactType<Placements> RESIDENCES = new CompactType<>(
            "dispatch.residences",
            new Placements(List.of()),
            in -> new Placements(readParts(in, "all", Placement.class)),
            (out, residences) -> out.writeArrayOfCompact("all", residences.all().toArray(Placement[]::new)));

    private static final CompactType<FindDeparted> FIND_DEPARTED = new CompactType<>(
            "dispatch.find-departed",
            new FindDeparted(""),
            in -> new FindDeparted(readText(in, "name")),
            (out, find) -> out.writeString("name", find.name()));

    private static final CompactType<Tombstone> DEPARTED = new CompactType<>(
            "dispatch.departed",
            new Tombstone(Tombstone.Cause.FALLEN, 0, 0, 0),
            in -> new Tombstone(
                    Tombstone.Cause.valueOf(readText(in, "cause")),
                    in.readInt64("at"),
                    in.readInt64("enlistedAt"),
                    in.readInt32("turns")),
            (out, departed) -> {
                out.writeString("cause", departed.cause().name());
                out.writeInt64("at", departed.at());
                out.writeInt64("enlistedAt", departed.enlistedAt());
                out.writeInt32("turns", departed.turns());
            });

    private static final CompactType<HeroQuery> HERO_QUERY = new CompactType<>(
            "dispatch.hero-query",
            new HeroQuery("", HeroOrder.NAME, false, null),
            in -> new HeroQuery(
                    readText(in, "search"),
                    HeroOrder.valueOf(readText(in, "order")),
                    in.readBoolean("descending"),
                    in.readCompact("after")),
            (out, query) -> {
                out.writeString("search", query.search());
                out.writeString("order", query.order().name());
                out.writeBoolean("descending", query.descending());
                out.writeCompact("after", query.after());
            });

    private static final CompactType<SelectHeroes> SELECT_HEROES = new CompactType<>(
            "dispatch.select-heroes",
            new SelectHeroes(HERO_QUERY.specimen(), 1),
            in -> new SelectHeroes(readPart(in, "query", HeroQuery.class), in.readInt32("limit")),
            (out, select) -> {
                out.writeCompact("query", select.query());
                out.writeInt32("limit", select.limit());
            });

    private static final CompactType<SampleHeroes> SAMPLE_HEROES = new CompactType<>(
            "dispatch.sample-heroes",
            new SampleHeroes(HERO_QUERY.specimen(), 1),
            in -> new SampleHeroes(readPart(in, "query", HeroQuery.class), in.readInt32("step")),
            (out, sample) -> {
                out.writeCompact("query", sample.query());
                out.writeInt32("step", sample.step());
            });

    private static final CompactType<RosterSlice> HERO_SELECTION = new CompactType<>(
            "dispatch.hero-selection",
            new RosterSlice(0, 0, List.of()),
            in -> new RosterSlice(
                    in.readInt32("matching"), in.readInt32("skipped"), readParts(in, "heroes", Superhero.class)),
            (out, selection) -> {
                out.writeInt32("matching", selection.matching());
                out.writeInt32("skipped", selection.skipped());
                out.writeArrayOfCompact("heroes", selection.heroes().toArray(Superhero[]::new));
            });

    private static final CompactType<Superhero> SUPERHERO = new CompactType<>(
            "dispatch.superhero",
            new Superhero("", 0, Activity.RESTING, 0, 0, 0, 0, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH),
            in -> new Superhero(
                    readText(in, "name"),
                    in.readInt32("health"),
                    Activity.valueOf(readText(in, "activity")),
                    in.readInt32("fightsWon"),
                    in.readInt32("fightsLost"),
                    in.readInt32("rests"),
                    in.readInt32("epoch"),
                    readInstant(in, "homedAt"),
                    readInstant(in, "nextTurnAt"),
                    readInstant(in, "enlistedAt")),
            (out, hero) -> {
                out.writeString("name", hero.name());
                out.writeInt32("health", hero.health());
                out.writeString("activity", hero.activity().name());
                out.writeInt32("fightsWon", hero.fightsWon());
                out.writeInt32("fightsLost", hero.fightsLost());
                out.writeInt32("rests", hero.rests());
                out.writeInt32("epoch", hero.epoch());
                writeInstant(out, "homedAt", hero.homedAt());
                writeInstant(out, "nextTurnAt", hero.nextTurnAt());
                writeInstant(out, "enlistedAt", hero.enlistedAt());
            });

    static final List<CompactType<?>> ALL = List.of(
            SWEEP,
            SWEEP_REPORT,
            FIND_HERO,
            FIND_RESIDENCES,
            RESIDENCES,
            FIND_DEPARTED,
            DEPARTED,
            HERO_QUERY,
            SELECT_HEROES,
            SAMPLE_HEROES,
            HERO_SELECTION,
            SUPERHERO);
}
