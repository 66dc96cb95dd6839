package dev.dispatch.cluster.member;

import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.internal.serialization.SerializationService;
import com.hazelcast.nio.serialization.FieldKind;
import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import com.hazelcast.spi.impl.SerializationServiceSupport;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A type that travels between centers as Compact, under a name that is part of the protocol: the class may move, the name may
 * not. A later version may add fields, if it reads them with a default.
 *
 * @param specimen any object of this type; it shows the fields before the first one travels, see {@link #announce}
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
    @SuppressWarnings("unchecked") // nothing that travels has a subclass
    public Class<T> getCompactClass() {
        return (Class<T>) specimen.getClass();
    }

    /**
     * Tells the cluster the fields of all types of ours. Otherwise Hazelcast would when the first object of a type travels: the
     * thread that sends it, be it one on which superheroes take their turns, then waits until all members have answered, and half a
     * second more whenever one joins or leaves meanwhile.
     */
    static void announce(HazelcastInstance member) {
        SerializationService serialization = ((SerializationServiceSupport) member).getSerializationService();
        member.getConfig().getUserContext().values().stream()
                .filter(CompactType.class::isInstance)
                .forEach(type -> serialization.toData(((CompactType<?>) type).specimen()));
    }

    /** Lets objects of these types travel. */
    public static void register(Config config, List<CompactType<?>> types) {
        types.forEach(type -> {
            config.getSerializationConfig().getCompactSerializationConfig().addSerializer(type);
            config.getUserContext().put(type.typeName(), type);
        });
    }

    /** Writes an id as two fields. */
    public static void writeId(CompactWriter out, String field, UUID id) {
        out.writeInt64(field + "High", id.getMostSignificantBits());
        out.writeInt64(field + "Low", id.getLeastSignificantBits());
    }

    public static UUID readId(CompactReader in, String field) {
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

    /** Writes a moment with the precision of a millisecond. */
    public static void writeInstant(CompactWriter out, String field, Instant instant) {
        out.writeInt64(field, instant.toEpochMilli());
    }

    public static Instant readInstant(CompactReader in, String field) {
        return Instant.ofEpochMilli(in.readInt64(field));
    }

    /** Whether the version that wrote this knew the field. */
    public static boolean has(CompactReader in, String field) {
        return in.getFieldKind(field) != FieldKind.NOT_AVAILABLE;
    }

    /** Reads text that was not null when it was written. */
    public static String readText(CompactReader in, String field) {
        @Nullable String text = in.readString(field);
        if (text == null) {
            throw new IllegalStateException("Field " + field + " has no text");
        }
        return text;
    }
}
