package dev.dispatch.bench.scheduler;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import com.hazelcast.scheduledexecutor.NamedTask;
import com.hazelcast.scheduledexecutor.StatefulTask;
import dev.dispatch.bench.peer.HeroRecord;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** A hero as a task: each run is a turn, after which Hazelcast sends what {@link #save} says to the backup. */
final class HeroTask
        implements Runnable,
                NamedTask,
                StatefulTask<String, int[]>,
                HazelcastInstanceAware,
                IdentifiedDataSerializable {
    static final int CLASS_ID = 1;

    /** One entry for all numbers, because each entry would cost a key and a type more in every message. */
    private static final String RECORD = "record";

    private final HeroRecord hero = new HeroRecord();
    private String name = "";
    private long enlistedAt;
    private long interval;
    private @Nullable HazelcastInstance hazelcast;
    private @Nullable Home home;
    private boolean settled;

    /** For Hazelcast, which then calls {@link #readData}. */
    HeroTask() {}

    HeroTask(String name, long enlistedAt, long interval) {
        this.name = name;
        this.enlistedAt = enlistedAt;
        this.interval = interval;
    }

    @Override
    public void run() {
        if (hazelcast == null || home == null) {
            throw new IllegalStateException(name + " was told to run in no member");
        }
        if (!settled) {
            settled = true;
            home.settle(hazelcast.getPartitionService().getPartition(name).getPartitionId());
        }
        home.turnTaken(hero.takeTurn(ThreadLocalRandom.current()), enlistedAt + interval * hero.turns());
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
        home = Home.of(hazelcast);
    }

    @Override
    public int getFactoryId() {
        return HeroTaskFactory.ID;
    }

    @Override
    public int getClassId() {
        return CLASS_ID;
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
