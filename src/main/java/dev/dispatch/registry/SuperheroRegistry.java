package dev.dispatch.registry;

import dev.dispatch.registry.protocol.Enlist;
import dev.dispatch.registry.protocol.FindDeparted;
import dev.dispatch.registry.protocol.FindHero;
import dev.dispatch.registry.protocol.FindResidences;
import dev.dispatch.registry.protocol.Placements;
import dev.dispatch.registry.protocol.Sweep;
import dev.dispatch.registry.protocol.SweepReport;
import dev.dispatch.superhero.CountFormat;
import dev.dispatch.superhero.HeroName;
import dev.dispatch.superhero.HeroOrder;
import dev.dispatch.superhero.HeroQuery;
import dev.dispatch.superhero.HeroSelection;
import dev.dispatch.superhero.Placement;
import dev.dispatch.superhero.Superhero;
import dev.dispatch.superhero.SuperheroEvent;
import dev.dispatch.superhero.Tombstone;
import dev.dispatch.superhero.TurnRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;

/**
 * All superheroes of the cluster, from any center. What a command answered is held by the owner and its backups. Every method
 * waits for other centers, ten seconds at the most, and throws {@link RegistryUnavailableException} after that.
 */
public class SuperheroRegistry {
    /** The most that can be enlisted at once. */
    public static final int MAX_BATCH = 1_000_000;

    /** So many of a batch enlist in the same moment: their turns come due in the same moment, too, ever after. */
    private static final int BATCH_PART = 20_000;

    private final Rosters rosters;
    private final RosterClient calls;
    private final Homes homes;
    private final TerminationExecutor chosen;
    private final TurnRules rules;
    private final LongSupplier clock;
    private final ApplicationEventPublisher events;
    private final HeroNameGenerator names;

    SuperheroRegistry(
            Rosters rosters,
            RosterClient calls,
            Homes homes,
            TerminationExecutor chosen,
            TurnRules rules,
            LongSupplier clock,
            ApplicationEventPublisher events,
            HeroNameGenerator names) {
        this.rosters = rosters;
        this.calls = calls;
        this.homes = homes;
        this.chosen = chosen;
        this.rules = rules;
        this.clock = clock;
        this.events = events;
        this.names = names;
    }

    /**
     * Enlists a superhero.
     *
     * @throws NameTakenException if one of that name is alive
     */
    public LocatedHero enlist(HeroName name) {
        return tryEnlist(name).orElseThrow(() -> new NameTakenException(name.value()));
    }

    /** Enlists a superhero with a name that nobody has. */
    public LocatedHero enlist() {
        return names.withFree(name -> tryEnlist(new HeroName(name)));
    }

    /**
     * Enlists many superheroes with names that nobody has, and returns how many.
     *
     * @param count 1 to {@link #MAX_BATCH}
     */
    public int enlist(int count) {
        if (count < 1 || count > MAX_BATCH) {
            throw new IllegalArgumentException(
                    "count is 1 to %s, not %s".formatted(CountFormat.digits(MAX_BATCH), CountFormat.digits(count)));
        }
        int enlisted = 0;
        while (enlisted < count) {
            enlisted += enlistSome(Math.min(BATCH_PART, count - enlisted));
        }
        events.publishEvent(new SuperheroEvent.BatchEnlisted(count, homes.here()));
        return count;
    }

    private int enlistSome(int count) {
        UUID command = UUID.randomUUID();
        long now = clock.getAsLong();
        Map<Integer, Enlist> commands = names.numbered(count).stream()
                .collect(Collectors.groupingBy(
                        rosters::key,
                        Collectors.collectingAndThen(
                                Collectors.toList(), group -> new Enlist(command, group, now, rules))));
        return calls.command(commands).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** Terminates a superhero for good, and returns whether there was one. */
    public boolean terminate(String name) {
        return terminate(HeroSelection.named(List.of(name))) > 0;
    }

    /** Terminates all who are chosen for good, and returns how many these were. */
    public int terminate(HeroSelection choice) {
        int terminated = chosen.terminate(UUID.randomUUID(), choice);
        chosen.tellOf(choice, terminated);
        return terminated;
    }

    public Optional<LocatedHero> find(String name) {
        int key = rosters.key(name);
        return Optional.ofNullable(calls.ask(key, new FindHero(name))).map(homes.of(key)::of);
    }

    /** How the last superhero of a name ended, as long as its roster remembers: an hour, or until thousands followed. */
    public Optional<Tombstone> departed(String name) {
        return Optional.ofNullable(calls.ask(rosters.key(name), new FindDeparted(name)));
    }

    /** Where a superhero lives or lived since it enlisted, the last home last; the very first ones may be forgotten. */
    public List<Placement> residences(String name) {
        Placements residences = calls.ask(rosters.key(name), new FindResidences(name));
        return residences == null ? List.of() : residences.all();
    }

    /** How many superheroes there are. */
    public long count() {
        return calls.ask(rosters.all(), new Sweep()).values().stream()
                .mapToLong(SweepReport::heroes)
                .sum();
    }

    /**
     * A page of superheroes.
     *
     * @param search part of the names, case-insensitive; empty for all
     * @param page from 0
     * @param size at least 1
     */
    public HeroPage page(String search, HeroOrder order, boolean descending, int page, int size) {
        long offset = (long) page * size;
        HeroQuery query = new HeroQuery(search, order, descending, null);
        HeroPager.Part part = order == HeroOrder.CENTER
                ? byCenter(query, offset, size)
                : pages(rosters.all()).part(query, offset, size);
        return new HeroPage(part.heroes(), page, size, part.matching());
    }

    /** One center after the other, each by name. */
    private HeroPager.Part byCenter(HeroQuery query, long offset, int size) {
        Comparator<String> order = Comparator.naturalOrder();
        Map<String, Set<Integer>> rostersOfCities = new TreeMap<>(query.descending() ? order.reversed() : order);
        rosters.all()
                .forEach(key -> rostersOfCities
                        .computeIfAbsent(homes.of(key).city(), city -> new HashSet<>())
                        .add(key));
        List<LocatedHero> heroes = new ArrayList<>();
        long before = 0;
        for (Set<Integer> keys : rostersOfCities.values()) {
            HeroPager pages = pages(keys);
            long here = pages.count(query);
            int missing = size - heroes.size();
            if (before + here > offset && missing > 0) {
                heroes.addAll(
                        pages.part(query, Math.max(0, offset - before), missing).heroes());
            }
            before += here;
        }
        return new HeroPager.Part(heroes, before);
    }

    private HeroPager pages(Set<Integer> keys) {
        return new HeroPager(calls, homes, keys);
    }

    private Optional<LocatedHero> tryEnlist(HeroName name) {
        int key = rosters.key(name.value());
        long now = clock.getAsLong();
        int enlisted = calls.command(key, new Enlist(UUID.randomUUID(), List.of(name.value()), now, rules));
        if (enlisted == 0) {
            return Optional.empty();
        }
        Home home = homes.of(key);
        events.publishEvent(new SuperheroEvent.Enlisted(name.value(), home.city()));
        return Optional.of(home.of(Superhero.enlisted(name, Instant.ofEpochMilli(now), rules)));
    }
}
