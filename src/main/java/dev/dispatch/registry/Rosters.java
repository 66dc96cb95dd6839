package dev.dispatch.registry;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.map.IMap;
import com.hazelcast.partition.Partition;
import com.hazelcast.partition.PartitionService;
import dev.dispatch.cluster.Centers;
import dev.dispatch.cluster.member.CompactType;
import dev.dispatch.registry.protocol.ProtocolTypes;
import dev.dispatch.registry.protocol.RosterCommand;
import dev.dispatch.registry.protocol.RosterMergePolicy;
import dev.dispatch.registry.protocol.RosterQuery;
import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.settings.StoreLocation;
import dev.dispatch.superhero.MembershipView;
import dev.dispatch.superhero.Placement;
import dev.dispatch.superhero.Roster;
import dev.dispatch.superhero.Roster.UnsavedChanges;
import dev.dispatch.superhero.Superhero;
import dev.dispatch.superhero.TurnReport;
import dev.dispatch.superhero.TurnRules;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * All rosters of the cluster, one per partition. The key of a roster is the smallest number that hashes to its partition. A hero
 * belongs to the roster of the partition of its name, and lives at the owner of that partition.
 */
@Component
public class Rosters {
    static final String MAP = "rosters";

    private final IMap<Integer, Roster> map;
    private final PartitionService partitions;
    private final Centers centers;
    private final TurnRules rules;
    private final boolean stored;
    private final int[] keyOfPartition;
    private final Map<Integer, Partition> partitionOfKey;

    Rosters(HazelcastInstance hazelcast, Centers centers, TurnRules rules, DispatchProperties properties) {
        this.map = hazelcast.getMap(MAP);
        this.partitions = hazelcast.getPartitionService();
        this.centers = centers;
        this.rules = rules;
        this.stored = StoreLocation.of(properties).isPresent();
        this.keyOfPartition = smallestKeys();
        this.partitionOfKey = partitions.getPartitions().stream()
                .collect(Collectors.toUnmodifiableMap(
                        partition -> keyOfPartition[partition.getPartitionId()], partition -> partition));
    }

    static void configure(Config config, int backups) {
        config.addMapConfig(new MapConfig(MAP)
                .setInMemoryFormat(InMemoryFormat.OBJECT)
                .setBackupCount(backups)
                .setStatisticsEnabled(false)
                .setMergePolicyConfig(new MergePolicyConfig(RosterMergePolicy.class.getName(), 1)));
        CompactType.register(config, ProtocolTypes.ALL);
    }

    /** The keys of all rosters. */
    public Set<Integer> all() {
        return partitionOfKey.keySet();
    }

    /** The keys of the rosters that this center owns. A local read. */
    public Set<Integer> own() {
        return partitionOfKey.keySet().stream()
                .filter(key -> owner(key).filter(Member::localMember).isPresent())
                .collect(Collectors.toSet());
    }

    /**
     * Takes due turns in these rosters. The stage completes when the owners have done so; backups follow asynchronously, so that
     * a slow one does not delay the next turns. Rosters that have moved to another center meanwhile do not answer.
     *
     * @param members moves the homes of these rosters here; null for rosters that are at home
     */
    public CompletionStage<Map<Integer, TurnReport>> takeTurns(
            Set<Integer> keys, Placement here, @Nullable MembershipView members) {
        return submit(keys, new RosterCommand.Beat(new RosterCommand.TakeTurns(here, members, rules), stored));
    }

    /** Asks for the sizes, deadlines and homes of rosters. Those that do not exist yet have no answer. */
    public CompletionStage<Map<Integer, RosterQuery.SweepReport>> sweep(Set<Integer> keys) {
        return submit(keys, sweep());
    }

    RosterQuery.Sweep sweep() {
        return new RosterQuery.Sweep(centers.self().id());
    }

    /** Asks for changes that are not saved yet, at most so many of each roster. Rosters that are not loaded have no answer. */
    public CompletionStage<Map<Integer, UnsavedChanges>> findUnsaved(Set<Integer> keys, int limit) {
        return submit(keys, new RosterQuery.FindUnsaved(limit));
    }

    /** Creates a roster from the store, unless it exists. The roster must not be used afterwards. */
    public CompletionStage<Boolean> load(int key, Roster roster) {
        return submit(key, new RosterCommand.LoadRoster(roster));
    }

    /** Records that this center has saved a roster, and answers whether this was recorded; see {@link Roster#markSaved}. */
    public CompletionStage<@Nullable Boolean> markSaved(int key, long position, boolean all) {
        return submit(
                key,
                new RosterCommand.IfLoaded<>(
                        new RosterCommand.MarkSaved(centers.self().id(), position, all)));
    }

    /** Executes a command. The answer is null if the roster is not loaded from the store yet. */
    <R> CompletionStage<@Nullable R> execute(int key, RosterCommand<R> command) {
        return submit(key, stored ? new RosterCommand.IfLoaded<>(command) : command);
    }

    /** Whether rosters are loaded from a store, and saved in it. */
    boolean areStored() {
        return stored;
    }

    <R> CompletionStage<Map<Integer, R>> submit(Set<Integer> keys, EntryProcessor<Integer, Roster, R> processor) {
        return guarded(() -> map.submitToKeys(keys, processor));
    }

    <R extends @Nullable Object> CompletionStage<R> submit(int key, EntryProcessor<Integer, Roster, R> processor) {
        return guarded(() -> map.submitToKey(key, processor));
    }

    /** A copy of a roster, from its owner; null if it does not exist yet. */
    public @Nullable Roster copy(int key) {
        return map.get(key);
    }

    /** Turns an exception of the call itself into a failed stage. */
    static <R extends @Nullable Object> CompletionStage<R> guarded(Supplier<CompletionStage<R>> call) {
        try {
            return call.get();
        } catch (HazelcastException | IllegalStateException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    /** The key of the roster of a name. */
    public int key(String name) {
        try {
            return keyOfPartition[partitions.getPartition(name).getPartitionId()];
        } catch (HazelcastInstanceNotActiveException e) {
            throw RegistryUnavailableException.leaving(e);
        }
    }

    /** Groups names by the key of their roster. */
    Map<Integer, List<String>> byKey(List<String> names) {
        return names.stream().collect(Collectors.groupingBy(this::key));
    }

    Optional<Member> owner(int key) {
        try {
            return Optional.ofNullable(partitionOfKey.get(key)).map(Partition::getOwner);
        } catch (HazelcastInstanceNotActiveException e) {
            return Optional.empty(); // this center has left
        }
    }

    /** Says where a hero lives, as far as this center knows. A local read. */
    LocatedHero locate(Superhero hero) {
        UUID center = ownerId(key(hero.name()));
        return new LocatedHero(hero, center, city(center));
    }

    /** The city where the heroes of a roster live. A local read. */
    String cityOf(int key) {
        return city(ownerId(key));
    }

    String ownCity() {
        return centers.self().city();
    }

    private UUID ownerId(int key) {
        return owner(key).map(Member::getUuid).orElseGet(() -> centers.self().id());
    }

    private String city(UUID center) {
        return centers.cityOf(center).orElse("unknown");
    }

    private int[] smallestKeys() {
        int[] keys = new int[partitions.getPartitions().size()];
        Arrays.fill(keys, -1);
        int missing = keys.length;
        for (int key = 0; missing > 0; key++) {
            int partition = partitions.getPartition(key).getPartitionId();
            if (keys[partition] < 0) {
                keys[partition] = key;
                missing--;
            }
        }
        return keys;
    }
}
