package dev.dispatch.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.internal.serialization.Data;
import com.hazelcast.internal.serialization.InternalSerializationService;
import com.hazelcast.internal.serialization.impl.DefaultSerializationServiceBuilder;
import com.hazelcast.internal.serialization.impl.HeapData;
import com.hazelcast.internal.serialization.impl.compact.CompactTestUtil;
import com.hazelcast.nio.serialization.genericrecord.GenericRecord;
import com.hazelcast.nio.serialization.genericrecord.GenericRecordBuilder;
import com.hazelcast.spi.impl.SerializationServiceSupport;
import dev.dispatch.cluster.Center;
import dev.dispatch.cluster.Takeover;
import dev.dispatch.cluster.member.CompactType;
import dev.dispatch.feed.FeedEvent;
import dev.dispatch.patrol.TestCluster;
import dev.dispatch.registry.protocol.PlannedTermination;
import dev.dispatch.registry.protocol.RosterCommand.Beat;
import dev.dispatch.registry.protocol.RosterCommand.TakeTurns;
import dev.dispatch.superhero.HeroOrder;
import dev.dispatch.superhero.HeroQuery;
import dev.dispatch.superhero.Placement;
import dev.dispatch.superhero.Roster;
import dev.dispatch.superhero.RosterSnapshot;
import dev.dispatch.superhero.Superhero;
import dev.dispatch.superhero.Superhero.Activity;
import dev.dispatch.superhero.Tombstone;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Reads what earlier versions have written: {@code compact/<version>.txt} has one object of each Compact type with its schema.
 * {@link #main} writes the file of a new version; the files of released versions never change.
 */
@Tag("cluster")
class GoldenFileTests {
    private static final Map<Class<?>, Object> SIMPLE = Map.of(
            int.class,
            7,
            long.class,
            8L,
            double.class,
            0.5,
            boolean.class,
            true,
            UUID.class,
            new UUID(1, 2),
            Instant.class,
            Instant.ofEpochMilli(9),
            Duration.class,
            Duration.ofMillis(10));

    @RegisterExtension
    final TestCluster cluster = new TestCluster();

    private HazelcastInstance member;
    private InternalSerializationService serialization;

    @BeforeEach
    void start() {
        member = cluster.start("Gotham").hazelcast();
        serialization = serialization(member);
    }

    @Test
    void objectsOfVersion010AreRead() throws Exception {
        Map<String, Data> golden = read("0.1.0");
        Map<String, Set<String>> fields = new HashMap<>();
        InternalSerializationService withoutTypes = new DefaultSerializationServiceBuilder()
                .setSchemaService(CompactTestUtil.createInMemorySchemaService())
                .build();
        for (Map.Entry<String, Data> line : golden.entrySet()) {
            GenericRecord record = withoutTypes.toObject(line.getValue());
            fields.put(line.getKey(), record.getFieldNames());
        }
        Map<String, CompactType<?>> types = types(member);

        assertThat(types).containsKeys(golden.keySet().toArray(String[]::new));
        for (Map.Entry<String, Data> line : golden.entrySet()) {
            CompactType<?> type = Objects.requireNonNull(types.get(line.getKey()));
            Object read = serialization.toObject(line.getValue());
            assertThat(read).isInstanceOf(type.getCompactClass());
            assertSame(line.getKey(), sample(type), read, fields, names(types));
        }
    }

    @Test
    void missingFieldsHaveDefaults() {
        Map<String, CompactType<?>> types = types(member);
        types.keySet().removeAll(Set.of("dispatch.roster", "dispatch.beat")); // every version writes their records
        assertThat(types.keySet()).allSatisfy(type -> {
            Data empty = serialization.toData(GenericRecordBuilder.compact(type)
                    .setBoolean("unknown", true)
                    .build());
            assertThat(serialization.<Object>toObject(empty)).isNotNull();
        });
        assertThat(read("dispatch.planned-termination", "unknown", ""))
                .extracting("count", "state")
                .containsExactly(0, PlannedTermination.State.DONE);
    }

    @Test
    void unknownConstantsAreReadAsDefaults() {
        assertThat(((FeedEvent) read("dispatch.event", "type", "PROMOTED")).type())
                .isEqualTo(FeedEvent.Type.OTHER);
        assertThat(((Placement) read("dispatch.placement", "reason", "WHIM")).reason())
                .isEqualTo(Placement.Reason.OTHER);
        assertThat(((Takeover) read("dispatch.takeover", "reason", "WHIM")).reason())
                .isEqualTo(Placement.Reason.OTHER);
        assertThat(((Superhero) read("dispatch.superhero", "activity", "FLYING")).activity())
                .isEqualTo(Activity.RESTING);
        assertThat(((Tombstone) read("dispatch.tombstone", "cause", "RETIRED")).cause())
                .isEqualTo(Tombstone.Cause.TERMINATED);
        assertThat(((HeroQuery) read("dispatch.hero-query", "order", "AGE")).order())
                .isEqualTo(HeroOrder.NAME);
        assertThat(((PlannedTermination) read("dispatch.planned-termination", "state", "PAUSED")).state())
                .isEqualTo(PlannedTermination.State.DONE);
        assertThat(read("dispatch.center-status", "state", "DRAINING"))
                .hasFieldOrPropertyWithValue("state", Center.State.ACTIVE);
    }

    private Object read(String type, String field, String value) {
        return serialization.toObject(serialization.toData(
                GenericRecordBuilder.compact(type).setString(field, value).build()));
    }

    /** Compares the fields that the earlier version had. */
    private static void assertSame(
            String path, Object expected, Object actual, Map<String, Set<String>> fields, Map<Class<?>, String> names)
            throws ReflectiveOperationException {
        if (expected instanceof Roster roster) {
            Set<String> known = Objects.requireNonNull(fields.get(names.get(Roster.class)));
            String[] later = Arrays.stream(RosterSnapshot.class.getRecordComponents())
                    .map(RecordComponent::getName)
                    .filter(name -> !known.contains(name))
                    .toArray(String[]::new);
            assertThat(((Roster) actual).snapshot())
                    .as(path)
                    .usingRecursiveComparison()
                    .ignoringFields(later)
                    .isEqualTo(roster.snapshot());
        } else if (expected instanceof Beat beat) {
            assertSame(path, beat.command(), ((Beat) actual).command(), fields, names);
        } else if (expected instanceof Collection<?> elements) {
            assertThat((Collection<?>) actual).as(path).hasSameSizeAs(elements);
            Object other = ((Collection<?>) actual).iterator().next();
            assertSame(path, elements.iterator().next(), other, fields, names);
        } else if (expected instanceof Record) {
            Set<String> known = Objects.requireNonNull(fields.get(names.get(expected.getClass())));
            for (RecordComponent component : expected.getClass().getRecordComponents()) {
                String name = component.getName();
                if (known.contains(name) || known.contains(name + "High")) {
                    Method accessor = component.getAccessor();
                    accessor.setAccessible(true);
                    assertSame(path + "." + name, accessor.invoke(expected), accessor.invoke(actual), fields, names);
                }
            }
        } else if (names.get(expected.getClass()) == null) {
            assertThat(actual).as(path).isEqualTo(expected);
        }
    }

    private Map<String, Data> read(String version) throws IOException {
        try (InputStream file = getClass().getResourceAsStream("/compact/" + version + ".txt")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> line.split(" "))
                    .collect(Collectors.toMap(
                            line -> line[0],
                            line -> new HeapData(Base64.getDecoder().decode(line[1]))));
        }
    }

    private static InternalSerializationService serialization(HazelcastInstance member) {
        return (InternalSerializationService) ((SerializationServiceSupport) member).getSerializationService();
    }

    private static Map<String, CompactType<?>> types(HazelcastInstance member) {
        Map<String, CompactType<?>> types = new TreeMap<>();
        member.getConfig().getUserContext().forEach((name, value) -> {
            if (value instanceof CompactType<?> type) {
                types.put(name, type);
            }
        });
        return types;
    }

    private static Map<Class<?>, String> names(Map<String, CompactType<?>> types) {
        return types.values().stream().collect(Collectors.toMap(CompactType::getCompactClass, CompactType::typeName));
    }

    /** An object of a type with a certain value in each field. */
    private static Object sample(CompactType<?> type) throws ReflectiveOperationException {
        if (type.specimen() instanceof Roster) {
            return Roster.of((RosterSnapshot) sample(RosterSnapshot.class, "roster"));
        }
        if (type.specimen() instanceof Beat) {
            return new Beat((TakeTurns) sample(TakeTurns.class, "beat"), true);
        }
        return type.specimen() instanceof Record ? sample(type.getCompactClass(), type.typeName()) : type.specimen();
    }

    private static Object sample(Type type, String name) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType collection) {
            Object element = sample(collection.getActualTypeArguments()[0], name);
            return collection.getRawType() == Set.class ? Set.of(element) : List.of(element);
        }
        Class<?> raw = (Class<?>) type;
        @Nullable Object simple = SIMPLE.get(raw);
        if (simple != null) {
            return simple;
        }
        if (raw == String.class) {
            return name;
        }
        if (raw.isEnum()) {
            return raw.getEnumConstants()[0];
        }
        if (raw.isArray()) {
            Object array = Array.newInstance(raw.getComponentType(), 1);
            Array.set(array, 0, sample(raw.getComponentType(), name));
            return array;
        }
        RecordComponent[] components = raw.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = sample(components[i].getGenericType(), components[i].getName());
        }
        Constructor<?> constructor = raw.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    /** Writes {@code compact/<version>.txt}. */
    public static void main(String... version) throws Exception {
        TestCluster cluster = new TestCluster();
        HazelcastInstance member = cluster.start("Gotham").hazelcast();
        StringBuilder lines = new StringBuilder();
        for (CompactType<?> type : types(member).values()) {
            Data data = serialization(member).toDataWithSchema(sample(type));
            lines.append(type.typeName())
                    .append(' ')
                    .append(Base64.getEncoder().encodeToString(data.toByteArray()))
                    .append('\n');
        }
        Files.writeString(Path.of("src/test/resources/compact/" + version[0] + ".txt"), lines);
        System.exit(0);
    }
}
