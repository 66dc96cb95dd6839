package dev.dispatch.cluster.member;

import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.internal.serialization.SerializationService;
import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import com.hazelcast.spi.impl.SerializationServiceSupport;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * A serializer for one type, in Hazelcast's Compact format.
 *
 * @param typeName part of the protocol between centers: it must not change when the class moves
 * @param specimen any instance; see {@link #announce}
 * @param reader must give a default to a field that an earlier version did not write
 */
public record CompactType<T>(
        String typeName, T specimen, Function<CompactReader, T> reader, BiConsumer<CompactWriter, T> writer)
        implements CompactSerializer<T> {
    @Override
    public T read(CompactReader in) {
        return reader.apply(in);
    }

    @Override
    public void write(CompactWriter out, T object) {
        writer.accept(out, object);
    }

    @Override
    public String getTypeName() {
        return typeName;
    }

    @Override
    @SuppressWarnings("unchecked") // No serialized type has subclasses
    public Class<T> getCompactClass() {
        return (Class<T>) specimen.getClass();
    }

    /**
     * Replicates the schemas of all registered types to the cluster. Otherwise the first use of a type does so, and its
     * thread, possibly a partition thread, waits for all members. Each member that joins or leaves adds half a second.
     */
    static void announce(HazelcastInstance member) {
        SerializationService serialization = ((SerializationServiceSupport) member).getSerializationService();
        member.getConfig().getUserContext().values().stream()
                .filter(CompactType.class::isInstance)
                .forEach(type -> serialization.toData(((CompactType<?>) type).specimen()));
    }

    public static void register(Config config, List<CompactType<?>> types) {
        types.forEach(type -> {
            config.getSerializationConfig().getCompactSerializationConfig().addSerializer(type);
            config.getUserContext().put(type.typeName(), type);
        });
    }

    static void writeId(CompactWriter out, String field, UUID id) {
        out.writeInt64(field + "High", id.getMostSignificantBits());
        out.writeInt64(field + "Low", id.getLeastSignificantBits());
    }

    static UUID readId(CompactReader in, String field) {
        return new UUID(in.readInt64(field + "High"), in.readInt64(field + "Low"));
    }

    /** Writes ids as one array of their bits. */
    static void writeIds(CompactWriter out, String field, UUID[] ids) {
        out.writeArrayOfInt64(
                field,
                Arrays.stream(ids)
                        .flatMapToLong(id -> LongStream.of(id.getMostSignificantBits(), id.getLeastSignificantBits()))
                        .toArray());
    }

    static UUID[] readIds(CompactReader in, String field) {
        long[] bits = Objects.requireNonNull(in.readArrayOfInt64(field));
        UUID[] ids = new UUID[bits.length / 2];
        Arrays.setAll(ids, i -> new UUID(bits[2 * i], bits[2 * i + 1]));
        return ids;
    }
}
