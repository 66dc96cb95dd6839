package dev.dispatch.registry;

import dev.dispatch.registry.protocol.RosterCommand;
import dev.dispatch.registry.protocol.RosterQuery;
import dev.dispatch.superhero.CountFormat;
import dev.dispatch.superhero.HeroLookup;
import dev.dispatch.superhero.HeroName;
import dev.dispatch.superhero.HeroOrder;
import dev.dispatch.superhero.HeroQuery;
import dev.dispatch.superhero.HeroSelection;
import dev.dispatch.superhero.Superhero;
import dev.dispatch.superhero.SuperheroEvent;
import dev.dispatch.superhero.TurnRules;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * All heroes of the cluster, from any center. A command returns once the owner and its backups have executed it. A call to other
 * centers that is not answered within ten seconds throws {@link RegistryUnavailableException}. Commands also throw it while
 * there are too few centers.
 */
@Component
public class SuperheroRegistry {
    /** Maximum number of heroes in a batch. */
    public static final int MAX_BATCH = 1_000_000;

    /** Heroes that enlist at the same moment. Their turns are due together, so a large batch is split. */
    private static final int CHUNK_SIZE = 20_000;

    /** Up to this number, the heroes of a batch get names without a number, while these are free. */
    private static final int MAX_PLAIN = 1_000;

    /** Up to this number, the heroes of a termination are reported one by one. */
    private static final int MAX_SINGLE_EVENTS = 3;

    private final Rosters rosters;
    private final RosterClient client;
    private final HeroPager pager;
    private final HeroNameGenerator names;
    private final HeroCapacity capacity;
    private final TurnRules rules;
    private final LongSupplier clock;
    private final ApplicationEventPublisher events;

    SuperheroRegistry(
            Rosters rosters,
            RosterClient client,
            HeroNameGenerator names,
            HeroCapacity capacity,
            TurnRules rules,
            LongSupplier clusterClock,
            ApplicationEventPublisher events) {
        this.rosters = rosters;
        this.client = client;
        this.pager = new HeroPager(rosters, client);
        this.names = names;
        this.capacity = capacity;
        this.rules = rules;
        this.clock = clusterClock;
        this.events = events;
    }

    /** Enlists a hero; throws {@link NameTakenException} if a hero of that name is alive. */
    public LocatedHero enlist(HeroName name) {
        return tryEnlist(name).orElseThrow(() -> new NameTakenException(name.value()));
    }

    /** Enlists a hero with a generated name. */
    public LocatedHero enlist() {
        return names.withFree(name -> tryEnlist(new HeroName(name)));
    }

    private Optional<LocatedHero> tryEnlist(HeroName name) {
        int key = rosters.key(name.value());
        RosterCommand.EnlistOne command =
                new RosterCommand.EnlistOne(UUID.randomUUID(), name.value(), clock.getAsLong(), rules);
        Superhero enlisted = client.execute(key, command).hero();
        if (enlisted == null) {
            return Optional.empty();
        }
        LocatedHero hero = rosters.locate(enlisted);
        events.publishEvent(new SuperheroEvent.Enlisted(name.value(), hero.center()));
        return Optional.of(hero);
    }

    /** Enlists a batch that is not to be repeated. */
    public int enlist(int count) {
        return enlist(count, null);
    }

    /**
     * Enlists 1 to {@link #MAX_BATCH} heroes with generated names, and returns how many. A batch is enlisted in chunks, so it can fail in
     * the middle; the message says how many are enlisted. Names and commands derive from the key and the count: a repeated batch
     * goes on where it failed. Rosters remember the commands for at least a minute after the last request with this key has ended.
     *
     * @param idempotencyKey null if the batch is not to be repeated
     * @throws InsufficientMemoryException if the heroes that are missing would probably not fit into the memory of the cluster
     */
    public int enlist(int count, @Nullable String idempotencyKey) {
        if (count < 1 || count > MAX_BATCH) {
            throw new IllegalArgumentException("count must be 1 to %s, not %s"
                    .formatted(CountFormat.number(MAX_BATCH), CountFormat.number(count)));
        }
        boolean repeatable = idempotencyKey != null;
        String seed =
                repeatable ? idempotencyKey + ":" + count : UUID.randomUUID().toString();
        HeroNameGenerator batch = repeatable ? new HeroNameGenerator(idOf(seed).getMostSignificantBits()) : names;
        requireMemory(repeatable ? count - recall(seed, count) : count);
        boolean plain = count <= MAX_PLAIN;
        int enlisted = 0;
        try {
            for (int number = 0; enlisted < count; number++) {
                int missing = Math.min(CHUNK_SIZE, count - enlisted);
                List<String> chunk = plain ? batch.plain(missing) : batch.numbered(missing);
                int successful = tryEnlist(idOf(seed + ":" + number), chunk);
                enlisted += successful;
                plain &= 2 * successful >= chunk.size();
                if (repeatable) {
                    recall(seed, count);
                }
            }
            if (!repeatable || complete(seed)) {
                events.publishEvent(new SuperheroEvent.BatchEnlisted(count, rosters.ownCity()));
            }
        } catch (RegistryUnavailableException e) {
            throw new RegistryUnavailableException(
                    "%s. At least %s of %s were enlisted"
                            .formatted(e.getMessage(), CountFormat.number(enlisted), CountFormat.superheroes(count)),
                    e);
        }
        return count;
    }

    private void requireMemory(int heroes) {
        long free = capacity.heroes() - count();
        if (heroes > free) {
            throw new InsufficientMemoryException("%s do not fit into the heaps of the centers; %s more would fit"
                    .formatted(CountFormat.superheroes(heroes), CountFormat.number(Math.max(0, free))));
        }
    }

    /** Has the rosters remember a batch, and returns how many of its heroes have been enlisted. */
    private int recall(String seed, int count) {
        // chunks become smaller and more if names are taken
        int chunks = count / CHUNK_SIZE + 10;
        List<UUID> commands = Stream.concat(
                        Stream.of(idOf(seed)), IntStream.range(0, chunks).mapToObj(number -> idOf(seed + ":" + number)))
                .toList();
        RosterCommand.Recall recall = new RosterCommand.Recall(commands, clock.getAsLong());
        return sum(client.execute(rosters.all().stream().collect(Collectors.toMap(key -> key, key -> recall))));
    }

    private boolean complete(String seed) {
        return client.execute(rosters.key(seed), new RosterCommand.CompleteBatch(idOf(seed), clock.getAsLong()));
    }

    private static UUID idOf(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private int tryEnlist(UUID command, List<String> names) {
        long now = clock.getAsLong();
        Map<Integer, RosterCommand.Enlist> commands = new HashMap<>();
        rosters.byKey(names)
                .forEach((key, part) -> commands.put(key, new RosterCommand.Enlist(command, part, now, rules)));
        return sum(client.execute(commands));
    }

    /** Terminates a hero for good, and returns whether there was one. */
    public boolean terminate(String name) {
        return terminate(HeroSelection.named(List.of(name))) > 0;
    }

    /** Terminates the selected heroes for good, and returns how many there were. */
    public int terminate(HeroSelection selection) {
        int terminated = terminate(UUID.randomUUID(), selection);
        publishTermination(selection, terminated);
        return terminated;
    }

    /** Terminates without an event. A repeated command changes nothing and returns the same. */
    int terminate(UUID command, HeroSelection selection) {
        return sum(client.execute(terminations(command, selection)));
    }

    Map<Integer, RosterCommand.Terminate> terminations(UUID command, HeroSelection selection) {
        Map<Integer, HeroSelection> parts = selection.dependsOnJdk() ? byName(selection) : byKey(selection);
        long now = clock.getAsLong();
        Map<Integer, RosterCommand.Terminate> commands = new HashMap<>();
        parts.forEach((key, part) -> commands.put(key, new RosterCommand.Terminate(command, part, now)));
        return commands;
    }

    void publishTermination(HeroSelection selection, int terminated) {
        List<String> selected = selection.names();
        if (selected.size() == terminated && terminated <= MAX_SINGLE_EVENTS) {
            selected.forEach(name ->
                    events.publishEvent(new SuperheroEvent.Terminated(name, rosters.cityOf(rosters.key(name)))));
        } else if (terminated > 0) {
            events.publishEvent(new SuperheroEvent.BatchTerminated(terminated, rosters.ownCity()));
        }
    }

    HeroSelection.Count count(HeroSelection selection) {
        return client.query(byKey(selection).keySet(), new RosterQuery.CountSelection(selection)).values().stream()
                .reduce(HeroSelection.Count.NONE, HeroSelection.Count::plus);
    }

    /**
     * The names that match a search, as the owners of the rosters find them, so that their backups terminate the same heroes. Includes
     * rosters without such names, which may have executed the command before.
     */
    private Map<Integer, HeroSelection> byName(HeroSelection selection) {
        Map<Integer, HeroSelection> parts = new HashMap<>();
        HeroSelection none = new HeroSelection(List.of(), null, selection.enlistedUntil());
        rosters.all().forEach(key -> parts.put(key, none));
        parts.putAll(client.query(rosters.all(), new RosterQuery.ResolveSelection(selection)));
        return parts;
    }

    /** The part of a selection for each roster that may have some of its heroes. */
    private Map<Integer, HeroSelection> byKey(HeroSelection selection) {
        Map<Integer, HeroSelection> parts = new HashMap<>();
        if (selection.search() != null) {
            rosters.all().forEach(key -> parts.put(key, selection));
        } else {
            rosters.byKey(selection.names()).forEach((key, part) -> parts.put(key, selection.withNames(part)));
        }
        return parts;
    }

    public Optional<LocatedHero> find(String name) {
        return Optional.ofNullable(lookUp(name).hero()).map(rosters::locate);
    }

    /** Looks up the living hero of a name, or else its latest tombstone, in one round trip. Tombstones are kept for one hour. */
    public HeroLookup lookUp(String name) {
        String normalized = HeroName.normalize(name);
        HeroLookup lookup = client.query(rosters.key(normalized), new RosterQuery.FindHero(normalized));
        return Objects.requireNonNullElse(lookup, HeroLookup.UNKNOWN);
    }

    /** Says where a hero lives, as far as this center knows. A local read. */
    public LocatedHero locate(Superhero hero) {
        return rosters.locate(hero);
    }

    /** The number of living heroes. */
    public long count() {
        return client.query(rosters.all(), rosters.sweep()).values().stream()
                .mapToLong(RosterQuery.SweepReport::heroes)
                .sum();
    }

    /**
     * A page of the heroes whose names contain {@code search}, case-insensitive; of all heroes if it is empty. Pages are counted
     * from 0 and have a size of at least 1.
     */
    public HeroPage page(String search, HeroOrder order, boolean descending, int page, int size) {
        return pager.page(new HeroQuery(search, order, descending, null), page, size);
    }

    private static int sum(Map<Integer, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
