package dev.dispatch.registry;

import com.hazelcast.config.Config;
import com.hazelcast.internal.serialization.Data;
import com.hazelcast.internal.serialization.InternalSerializationService;
import com.hazelcast.internal.serialization.impl.DefaultSerializationServiceBuilder;
import com.hazelcast.internal.serialization.impl.compact.Schema;
import com.hazelcast.internal.serialization.impl.compact.SchemaService;
import dev.dispatch.superhero.Roster;
import dev.dispatch.superhero.TurnRules;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Measures the serialization of a roster, as in a migration to another center. In this package for {@link Rosters#configure}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RosterSerializationBenchmark {
    private static final TurnRules RULES = new TurnRules(Duration.ofSeconds(4), 0.25, 0.5, 40, 40);

    @Param({"4000", "10000"})
    public int heroes;

    private final InternalSerializationService serialization = serialization();
    private final Roster roster = new Roster();
    private Data data = serialization.toData(roster);

    private static InternalSerializationService serialization() {
        Config config = new Config();
        Rosters.configure(config, 1);
        return new DefaultSerializationServiceBuilder()
                .setConfig(config.getSerializationConfig())
                .setSchemaService(new Schemas())
                .build();
    }

    @Setup
    public void enlist() {
        roster.enlist(
                new UUID(0, 1),
                IntStream.range(0, heroes)
                        .mapToObj(hero -> "Captain Benchmark " + hero)
                        .toList(),
                0,
                RULES);
        data = serialization.toData(roster);
    }

    @Benchmark
    public Data encode() {
        return serialization.toData(roster);
    }

    @Benchmark
    public Roster decode() {
        return serialization.toObject(data);
    }

    private static final class Schemas implements SchemaService {
        private final Map<Long, Schema> schemas = new HashMap<>();

        @Override
        public @Nullable Schema get(long id) {
            return schemas.get(id);
        }

        @Override
        public void put(Schema schema) {
            putLocal(schema);
        }

        @Override
        public void putLocal(Schema schema) {
            schemas.put(schema.getSchemaId(), schema);
        }
    }
}
