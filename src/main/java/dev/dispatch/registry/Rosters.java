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
import dev.dispatch.cluster.member.CompactType;
import dev.dispatch.registry.protocol.CommandTypes;
import dev.dispatch.registry.protocol.RosterMergePolicy;
import dev.dispatch.registry.protocol.Sweep;
import dev.dispatch.registry.protocol.SweepReport;
import dev.dispatch.registry.protocol.TakeTurns;
import dev.dispatch.superhero.MembershipView;
import dev.dispatch.superhero.Placement;
import dev.dispatch.superhero.Roster;
import dev.dispatch.superhero.TurnReport;
import dev.dispatch.superhero.TurnRules;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All rosters of the cluster: one for each partition, under the smallest number that hashes to it. A superhero belongs to the
 * roster of the partition of its name, and lives where that partition's owner is.
 */
public class Rosters {
    static final String MAP = "rosters";

    private final IMap<Integer, Roster> map;
    private final PartitionService partitions;
    private final TurnRules rules;
    private final int[] keyOfPartition;
    private final Map<Integer, Partition> partitionOfKey;

    Rosters(HazelcastInstance hazelcast, TurnRules rules) {
        this.map = hazelcast.getMap(MAP);
        this.partitions = hazelcast.getPartitionService();
        this.rules = rules;
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
        CompactType.register(config, CommandTypes.ALL);
    }

    /** The keys of all rosters. */
    public Set<Integer> all() {
        return partitionOfKey.keySet();
    }

    /** The keys of those rosters that this center owns; asks nobody. */
    public Set<Integer> own() {
        return partitionOfKey.keySet().stream()
                .filter(key -> owner(key).filter(Member::localMember).isPresent())
                .collect(Collectors.toSet());
    }

    /**
     * Lets everybody in these rosters whose turn is due take one. The answer comes when the owners have done it; the
     * backups follow without being waited for, so that a slow one holds up nobody's next turn.
     *
     * @param attendance null if all of these superheroes have been at home here before
     */
    public CompletionStage<Map<Integer, TurnReport>> takeTurns(
            Set<Integer> keys, Placement here, @Nullable MembershipView attendance) {
        return submit(keys, new TakeTurns(here, attendance, rules));
    }

    /** Asks what these rosters have to do; of those that do not exist yet there is no answer. */
    public CompletionStage<Map<Integer, SweepReport>> sweep(Set<Integer> keys) {
        return submit(keys, new Sweep());
    }

    <R> CompletionStage<Map<Integer, R>> submit(Set<Integer> keys, EntryProcessor<Integer, Roster, R> processor) {
        return answering(() -> map.submitToKeys(keys, processor));
    }

    <R> CompletionStage<R> submit(int key, EntryProcessor<Integer, Roster, R> processor) {
        return answering(() -> map.submitToKey(key, processor));
    }

    /** What cannot even be sent is answered with the reason, too: nobody has to expect both. */
    static <R extends @Nullable Object> CompletionStage<R> answering(Supplier<CompletionStage<R>> call) {
        try {
            return call.get();
        } catch (HazelcastException | IllegalStateException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    int key(String name) {
        try {
            return keyOfPartition[partitions.getPartition(name).getPartitionId()];
        } catch (HazelcastInstanceNotActiveException e) {
            throw RegistryUnavailableException.leaving(e);
        }
    }

    Optional<Member> owner(int key) {
        try {
            return Optional.ofNullable(partitionOfKey.get(key)).map(Partition::getOwner);
        } catch (HazelcastInstanceNotActiveException e) {
            return Optional.empty(); // this center has left, and owns nothing any more
        }
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
