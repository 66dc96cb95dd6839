package dev.dispatch.bench.scheduler;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import com.hazelcast.scheduledexecutor.NamedTask;
import com.hazelcast.scheduledexecutor.StatefulTask;
import dev.dispatch.bench.peer.PeerHero;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** A hero as a task: each run is a turn, after which Hazelcast replicates the state from {@link #save} to the backup. */
final class HeroTask
        implements Runnable,
                NamedTask,
                StatefulTask<String, int[]>,
                HazelcastInstanceAware,
                IdentifiedDataSerializable {
    static final int FACTORY_ID = 1;

    /** One entry for all numbers: each entry adds a key and a type to every message. */
    private static final String RECORD = "record";

    private final PeerHero hero = new PeerHero();
    private String name = "";
    private long enlistedAt;
    private long interval;
    private @Nullable HazelcastInstance hazelcast;
    private @Nullable LocalTasks localTasks;
    private boolean counted;

    /** For deserialization; Hazelcast then calls {@link #readData}. */
    HeroTask() {}

    HeroTask(String name, long enlistedAt, long interval) {
        this.name = name;
        this.enlistedAt = enlistedAt;
        this.interval = interval;
    }

    @Override
    public void run() {
        if (hazelcast == null || localTasks == null) {
            throw new IllegalStateException(name + " runs outside a member");
        }
        if (!counted) {
            counted = true;
            localTasks.add(hazelcast.getPartitionService().getPartition(name).getPartitionId());
        }
        localTasks.recordTurn(hero.takeTurn(ThreadLocalRandom.current()), enlistedAt + interval * hero.turns());
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public void save(Map<String, int[]> snapshot) {
        snapshot.put(RECORD, hero.save());
    }

    @Override
    public void load(Map<String, int[]> snapshot) {
        int[] saved = snapshot.get(RECORD);
        if (saved != null) {
            hero.restore(saved);
        }
    }

    @Override
    public void setHazelcastInstance(HazelcastInstance hazelcast) {
        this.hazelcast = hazelcast;
        localTasks = LocalTasks.of(hazelcast);
    }

    @Override
    public int getFactoryId() {
        return FACTORY_ID;
    }

    @Override
    public int getClassId() {
        return 1;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeString(name);
        out.writeLong(enlistedAt);
        out.writeLong(interval);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        String read = in.readString();
        name = read == null ? "" : read;
        enlistedAt = in.readLong();
        interval = in.readLong();
    }
}
