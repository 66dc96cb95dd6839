package dev.dispatch.registry;

import static dev.dispatch.cluster.CompactType.readId;
import static dev.dispatch.cluster.CompactType.readInstant;
import static dev.dispatch.cluster.CompactType.readText;
import static dev.dispatch.cluster.CompactType.writeId;
import static dev.dispatch.cluster.CompactType.writeInstant;

import com.hazelcast.nio.serialization.compact.CompactReader;
import dev.dispatch.cluster.CompactType;
import dev.dispatch.superhero.Activity;
import dev.dispatch.superhero.CrimeFighting;
import dev.dispatch.superhero.HeroOrder;
import dev.dispatch.superhero.HeroQuery;
import dev.dispatch.superhero.HeroSelection;
import dev.dispatch.superhero.Lateness;
import dev.dispatch.superhero.Rehoming;
import dev.dispatch.superhero.Residence;
import dev.dispatch.superhero.Superhero;
import dev.dispatch.superhero.TurnReport;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** How commands, questions and their answers travel between centers. */
final class RosterTypes {
    private RosterTypes() {}

    private static final CompactType<CrimeFighting> RULES = new CompactType<>(
            "dispatch.rules",
            CrimeFighting.class,
            in -> new CrimeFighting(
                    Duration.ofMillis(in.readInt64("turnInterval")),
                    in.readFloat64("restProbability"),
                    in.readFloat64("winProbability"),
                    in.readInt32("maxWound"),
                    in.readInt32("maxRecovery")),
            (out, rules) -> {
                out.writeInt64("turnInterval", rules.turnInterval().toMillis());
                out.writeFloat64("restProbability", rules.restProbability());
                out.writeFloat64("winProbability", rules.winProbability());
                out.writeInt32("maxWound", rules.maxWound());
                out.writeInt32("maxRecovery", rules.maxRecovery());
            });

    private static final CompactType<Residence> RESIDENCE = new CompactType<>(
            "dispatch.residence",
            Residence.class,
            in -> new Residence(readId(in, "center"), readText(in, "city"), readInstant(in, "since")),
            (out, residence) -> {
                writeId(out, "center", residence.centerId());
                out.writeString("city", residence.city());
                writeInstant(out, "since", residence.since());
            });

    private static final CompactType<Enlist> ENLIST = new CompactType<>(
            "dispatch.enlist",
            Enlist.class,
            in -> new Enlist(
                    readId(in, "command"),
                    List.of(readTexts(in, "names")),
                    in.readInt64("now"),
                    readPart(in, "rules", CrimeFighting.class)),
            (out, enlist) -> {
                writeId(out, "command", enlist.command());
                out.writeArrayOfString("names", enlist.names().toArray(String[]::new));
                out.writeInt64("now", enlist.now());
                out.writeCompact("rules", enlist.rules());
            });

    private static final CompactType<Terminate> TERMINATE = new CompactType<>(
            "dispatch.terminate",
            Terminate.class,
            in -> new Terminate(readId(in, "command"), readText(in, "name"), in.readInt64("now")),
            (out, terminate) -> {
                writeId(out, "command", terminate.command());
                out.writeString("name", terminate.name());
                out.writeInt64("now", terminate.now());
            });

    private static final CompactType<TakeTurns> TAKE_TURNS = new CompactType<>(
            "dispatch.take-turns",
            TakeTurns.class,
            in -> new TakeTurns(readPart(in, "here", Residence.class), readPart(in, "rules", CrimeFighting.class)),
            (out, beat) -> {
                out.writeCompact("here", beat.here());
                out.writeCompact("rules", beat.rules());
            });

    private static final CompactType<TurnReport> TURN_REPORT = new CompactType<>(
            "dispatch.turn-report",
            TurnReport.class,
            in -> new TurnReport(
                    in.readInt32("heroes"),
                    in.readInt64("nextTurnAt"),
                    in.readInt32("won"),
                    in.readInt32("lost"),
                    in.readInt32("rested"),
                    List.of(readTexts(in, "fallen")),
                    new Lateness(
                            Objects.requireNonNull(in.readArrayOfInt64("lateCounts")),
                            in.readInt64("lateSum"),
                            in.readInt64("lateMax")),
                    in.readCompact("rehoming")),
            (out, report) -> {
                out.writeInt32("heroes", report.heroes());
                out.writeInt64("nextTurnAt", report.nextTurnAt());
                out.writeInt32("won", report.won());
                out.writeInt32("lost", report.lost());
                out.writeInt32("rested", report.rested());
                out.writeArrayOfString("fallen", report.fallen().toArray(String[]::new));
                out.writeArrayOfInt64("lateCounts", report.lateness().counts());
                out.writeInt64("lateSum", report.lateness().sumMillis());
                out.writeInt64("lateMax", report.lateness().maxMillis());
                out.writeCompact("rehoming", report.rehoming());
            });

    private static final CompactType<Rehoming> REHOMING = new CompactType<>(
            "dispatch.rehoming",
            Rehoming.class,
            in -> new Rehoming(
                    readPart(in, "from", Residence.class), in.readInt32("heroes"), in.readInt64("gapMillis")),
            (out, rehoming) -> {
                out.writeCompact("from", rehoming.from());
                out.writeInt32("heroes", rehoming.heroes());
                out.writeInt64("gapMillis", rehoming.gapMillis());
            });

    private static final CompactType<Sweep> SWEEP = new CompactType<>(
            "dispatch.sweep", Sweep.class, in -> new Sweep(), (out, sweep) -> out.writeBoolean("sweep", true));

    private static final CompactType<SweepReport> SWEEP_REPORT = new CompactType<>(
            "dispatch.sweep-report",
            SweepReport.class,
            in -> new SweepReport(in.readInt32("heroes"), in.readInt64("nextTurnAt")),
            (out, report) -> {
                out.writeInt32("heroes", report.heroes());
                out.writeInt64("nextTurnAt", report.nextTurnAt());
            });

    private static final CompactType<FindHero> FIND_HERO = new CompactType<>(
            "dispatch.find-hero",
            FindHero.class,
            in -> new FindHero(readText(in, "name")),
            (out, find) -> out.writeString("name", find.name()));

    private static final CompactType<FindResidences> FIND_RESIDENCES = new CompactType<>(
            "dispatch.find-residences",
            FindResidences.class,
            in -> new FindResidences(readText(in, "name")),
            (out, find) -> out.writeString("name", find.name()));

    private static final CompactType<Residences> RESIDENCES = new CompactType<>(
            "dispatch.residences",
            Residences.class,
            in -> new Residences(readParts(in, "all", Residence.class)),
            (out, residences) -> out.writeArrayOfCompact("all", residences.all().toArray(Residence[]::new)));

    private static final CompactType<SelectHeroes> SELECT_HEROES = new CompactType<>(
            "dispatch.select-heroes",
            SelectHeroes.class,
            in -> new SelectHeroes(new HeroQuery(
                    readText(in, "search"),
                    HeroOrder.valueOf(readText(in, "order")),
                    in.readBoolean("descending"),
                    in.readInt32("limit"))),
            (out, select) -> {
                out.writeString("search", select.query().search());
                out.writeString("order", select.query().order().name());
                out.writeBoolean("descending", select.query().descending());
                out.writeInt32("limit", select.query().limit());
            });

    private static final CompactType<HeroSelection> HERO_SELECTION = new CompactType<>(
            "dispatch.hero-selection",
            HeroSelection.class,
            in -> new HeroSelection(in.readInt32("matching"), readParts(in, "first", Superhero.class)),
            (out, selection) -> {
                out.writeInt32("matching", selection.matching());
                out.writeArrayOfCompact("first", selection.first().toArray(Superhero[]::new));
            });

    private static final CompactType<Superhero> SUPERHERO = new CompactType<>(
            "dispatch.superhero",
            Superhero.class,
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
            RULES,
            RESIDENCE,
            RosterImageType.ROSTER,
            ENLIST,
            TERMINATE,
            TAKE_TURNS,
            TURN_REPORT,
            REHOMING,
            SWEEP,
            SWEEP_REPORT,
            FIND_HERO,
            FIND_RESIDENCES,
            RESIDENCES,
            SELECT_HEROES,
            HERO_SELECTION,
            SUPERHERO);

    private static <T> T readPart(CompactReader in, String field, Class<T> type) {
        return Objects.requireNonNull(type.cast(in.readCompact(field)), field);
    }

    static <T> List<T> readParts(CompactReader in, String field, Class<T> type) {
        return List.of(Objects.requireNonNull(in.readArrayOfCompact(field, type), field));
    }

    static String[] readTexts(CompactReader in, String field) {
        return Objects.requireNonNull(in.readArrayOfString(field), field);
    }
}
