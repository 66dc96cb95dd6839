package dev.dispatch.cluster;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A type that travels between centers as Compact, under a name that is part of the protocol: the class may move, the name may
 * not. A later version may add fields, if it reads them with a default.
 */
public record CompactType<T>(
        String typeName, Class<T> type, Function<CompactReader, T> reader, BiConsumer<CompactWriter, T> writer)
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
    public Class<T> getCompactClass() {
        return type;
    }

    /** Writes an id as two fields. */
    public static void writeId(CompactWriter out, String field, UUID id) {
        out.writeInt64(field + "High", id.getMostSignificantBits());
        out.writeInt64(field + "Low", id.getLeastSignificantBits());
    }

    public static UUID readId(CompactReader in, String field) {
        return new UUID(in.readInt64(field + "High"), in.readInt64(field + "Low"));
    }

    /** Writes a moment with the precision of a millisecond. */
    public static void writeInstant(CompactWriter out, String field, Instant instant) {
        out.writeInt64(field, instant.toEpochMilli());
    }

    public static Instant readInstant(CompactReader in, String field) {
        return Instant.ofEpochMilli(in.readInt64(field));
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
