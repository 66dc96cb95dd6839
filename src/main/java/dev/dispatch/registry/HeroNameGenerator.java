package dev.dispatch.registry;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import net.datafaker.Faker;
import org.jspecify.annotations.Nullable;

/** Generates hero names. Datafaker has about ten thousand; an appended number makes them enough for large batches. Thread-safe. */
final class HeroNameGenerator {
    /** The number of plain names that are reused with numbers. Drawing a million names would take half a minute. */
    private static final int VOCABULARY = 1_000;

    private static final int NUMBERS = 10_000_000;
    private static final int MAX_BACKOFF = 1_023;

    private final Random random;
    /** Created with the first name, because it reads large files. */
    private @Nullable Faker faker;

    private List<String> vocabulary = List.of();
    private int backoff;
    private int plainSkips;

    HeroNameGenerator(long seed) {
        random = new Random(seed);
    }

    /**
     * Tries names until one is free, a plain one first. Each try is a call to another center, so the generator
     * backs off exponentially from plain names when one was taken.
     *
     * @param attempt returns empty if the name is taken
     */
    <T> T withFree(Function<String, Optional<T>> attempt) {
        Optional<T> result = Optional.empty();
        if (triesPlain()) {
            result = attempt.apply(plain());
            learn(result.isPresent());
        }
        while (result.isEmpty()) {
            result = attempt.apply(numbered());
        }
        return result.get();
    }

    synchronized List<String> numbered(int count) {
        return Stream.generate(this::numbered).limit(count).toList();
    }

    private synchronized boolean triesPlain() {
        if (plainSkips == 0) {
            return true;
        }
        plainSkips--;
        return false;
    }

    private synchronized void learn(boolean plainWasFree) {
        backoff = plainWasFree ? 0 : Math.min(2 * backoff + 1, MAX_BACKOFF);
        plainSkips = backoff;
    }

    private synchronized String plain() {
        if (faker == null) {
            faker = new Faker(Locale.ENGLISH, random);
        }
        return faker.superhero().name();
    }

    private synchronized String numbered() {
        if (vocabulary.isEmpty()) {
            vocabulary = Stream.generate(this::plain).limit(VOCABULARY).toList();
        }
        return vocabulary.get(random.nextInt(VOCABULARY)) + " " + (1 + random.nextInt(NUMBERS));
    }
}
