package dev.dispatch.cluster.member;

import com.hazelcast.nio.serialization.FieldKind;
import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Derives the Compact type of a record. Each component is a field of the same name, so renaming a component changes the
 * protocol. A field that is missing in the data is read as zero, empty or, for enums and records, null. An unknown constant, of a
 * newer center, is read as {@code OTHER}, or null if the enum has none; the record then chooses a default.
 */
public final class RecordCodec<T extends Record> {
    /** How components of one type are read and written; a field is present if {@code name + suffix} is. */
    private record Format<V>(@Nullable V absent, String suffix, Reader<V> reader, Writer<V> writer) {
        @Nullable
        V read(CompactReader in, String name) {
            return in.getFieldKind(name + suffix) != FieldKind.NOT_AVAILABLE ? reader.read(in, name) : absent;
        }
    }

    private interface Reader<V> {
        @Nullable
        V read(CompactReader in, String name);
    }

    private interface Writer<V extends @Nullable Object> {
        void write(CompactWriter out, String name, V value);
    }

    private record Field(String name, Method accessor, Format<Object> format) {}

    private static final Map<Type, Format<?>> FORMATS = new HashMap<>();

    static {
        add(int.class, 0, CompactReader::readInt32, CompactWriter::writeInt32);
        add(long.class, 0L, CompactReader::readInt64, CompactWriter::writeInt64);
        add(double.class, 0.0, CompactReader::readFloat64, CompactWriter::writeFloat64);
        add(boolean.class, false, CompactReader::readBoolean, CompactWriter::writeBoolean);
        add(String.class, "", CompactReader::readString, CompactWriter::writeString);
        add(int[].class, new int[0], CompactReader::readArrayOfInt32, CompactWriter::writeArrayOfInt32);
        add(long[].class, new long[0], CompactReader::readArrayOfInt64, CompactWriter::writeArrayOfInt64);
        add(boolean[].class, new boolean[0], CompactReader::readArrayOfBoolean, CompactWriter::writeArrayOfBoolean);
        add(String[].class, new String[0], CompactReader::readArrayOfString, CompactWriter::writeArrayOfString);
        add(UUID[].class, new UUID[0], CompactType::readIds, CompactType::writeIds);
        add(
                Instant.class, // truncated to milliseconds, as are durations
                Instant.EPOCH,
                (in, name) -> Instant.ofEpochMilli(in.readInt64(name)),
                (out, name, value) -> out.writeInt64(name, value.toEpochMilli()));
        add(
                Duration.class,
                Duration.ZERO,
                (in, name) -> Duration.ofMillis(in.readInt64(name)),
                (out, name, value) -> out.writeInt64(name, value.toMillis()));
        FORMATS.put(UUID.class, new Format<>(new UUID(0, 0), "High", CompactType::readId, CompactType::writeId));
    }

    private final List<Field> fields;
    private final Constructor<T> constructor;

    private RecordCodec(Class<T> type) throws NoSuchMethodException {
        RecordComponent[] components = type.getRecordComponents();
        fields = Arrays.stream(components).map(RecordCodec::field).toList();
        constructor = type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
    }

    /** The Compact type of a record. Its specimen has the default value in every field. */
    public static <T extends Record> CompactType<T> recordType(String typeName, Class<T> type) {
        try {
            RecordCodec<T> codec = new RecordCodec<>(type);
            T specimen = codec.create(field -> field.format().absent());
            return new CompactType<>(typeName, specimen, codec::read, codec::write);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private T read(CompactReader in) {
        return create(field -> field.format().read(in, field.name()));
    }

    private T create(Function<Field, @Nullable Object> value) {
        @Nullable Object[] values = new Object[fields.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(fields.get(i));
        }
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(CompactWriter out, T value) {
        try {
            for (Field field : fields) {
                field.format()
                        .writer()
                        .write(out, field.name(), field.accessor().invoke(value));
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <V> void add(Class<V> type, V absent, Reader<V> reader, Writer<V> writer) {
        FORMATS.put(type, new Format<>(absent, "", reader, writer));
    }

    private static Field field(RecordComponent component) {
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        return new Field(component.getName(), accessor, format(component.getGenericType()));
    }

    @SuppressWarnings("unchecked") // a format is only used for components of its type
    private static Format<Object> format(Type type) {
        Class<?> raw = (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
        if (type instanceof ParameterizedType collection && Collection.class.isAssignableFrom(raw)) {
            Class<?> element = (Class<?>) collection.getActualTypeArguments()[0];
            return collection(raw == Set.class ? Set::of : List::of, element);
        }
        if (FORMATS.containsKey(raw)) {
            return (Format<Object>) FORMATS.get(raw);
        }
        if (raw.isArray()) {
            Class<?> element = raw.getComponentType();
            return new Format<>(
                    Array.newInstance(element, 0),
                    "",
                    (in, name) -> in.readArrayOfCompact(name, element),
                    (out, name, value) -> out.writeArrayOfCompact(name, (Object[]) value));
        }
        return raw.isEnum()
                ? enumeration(raw)
                : new Format<>(null, "", CompactReader::readCompact, CompactWriter::writeCompact);
    }

    private static Format<Object> collection(Function<Object[], Object> of, Class<?> element) {
        Format<Object> array = format(element.arrayType());
        Object[] none = (Object[]) Array.newInstance(element, 0);
        return new Format<>(
                of.apply(none),
                "",
                (in, name) -> of.apply((Object[]) array.read(in, name)),
                (out, name, value) -> array.writer().write(out, name, ((Collection<?>) value).toArray(none)));
    }

    private static Format<Object> enumeration(Class<?> type) {
        Map<@Nullable String, Object> constants = new HashMap<>();
        Arrays.stream(type.getEnumConstants())
                .forEach(constant -> constants.put(((Enum<?>) constant).name(), constant));
        return new Format<>(
                null,
                "",
                (in, name) -> {
                    String constant = in.readString(name);
                    return constant == null ? null : constants.getOrDefault(constant, constants.get("OTHER"));
                },
                (out, name, value) -> out.writeString(name, value == null ? null : ((Enum<?>) value).name()));
    }
}
