package dev.dispatch.bench.scheduler;

import com.hazelcast.nio.serialization.DataSerializableFactory;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;

/** Makes the tasks that Hazelcast then fills with what came from another member. */
final class HeroTaskFactory implements DataSerializableFactory {
    static final int ID = 1;

    @Override
    public IdentifiedDataSerializable create(int typeId) {
        if (typeId != HeroTask.CLASS_ID) {
            throw new IllegalArgumentException("There is no type " + typeId);
        }
        return new HeroTask();
    }
}
