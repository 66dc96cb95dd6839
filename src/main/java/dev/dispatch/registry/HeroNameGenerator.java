package dev.dispatch.registry;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import net.datafaker.Faker;

/** Makes up names. Datafaker knows some ten thousand; a number makes more of them where that is not enough. */
final class HeroNameGenerator {
    /** As many as are drawn once, because a million draws would take half a minute. */
    private static final int VOCABULARY = 1_000;

    private static final int NUMBERS = 10_000_000;
    private static final int MOST_IN_A_ROW = 1_023;

    private final Random chance;
    private final Faker faker;
    private List<String> vocabulary = List.of();
    private int numberedInARow;
    private int numberedLeft;

    HeroNameGenerator(long seed) {
        chance = new Random(seed);
        faker = new Faker(Locale.ENGLISH, chance);
    }

    /**
     * What was made of the first name that was free. That is one without a number, unless it is taken; the more often that was
     * so, the more seldom one is tried, as each try asks another center.
     *
     * @param attempt gives nothing if the name is taken
     */
    <T> T withFree(Function<String, Optional<T>> attempt) {
        Optional<T> made = Optional.empty();
        if (triesPlain()) {
            made = attempt.apply(plain());
            learn(made.isPresent());
        }
        while (made.isEmpty()) {
            made = attempt.apply(numbered());
        }
        return made.get();
    }

    synchronized List<String> numbered(int count) {
        return Stream.generate(this::numbered).limit(count).toList();
    }

    private synchronized boolean triesPlain() {
        if (numberedLeft == 0) {
            return true;
        }
        numberedLeft--;
        return false;
    }

    private synchronized void learn(boolean plainWasFree) {
        numberedInARow = plainWasFree ? 0 : Math.min(2 * numberedInARow + 1, MOST_IN_A_ROW);
        numberedLeft = numberedInARow;
    }

    private synchronized String plain() {
        return faker.superhero().name();
    }

    private synchronized String numbered() {
        if (vocabulary.isEmpty()) {
            vocabulary = Stream.generate(this::plain).limit(VOCABULARY).toList();
        }
        return vocabulary.get(chance.nextInt(VOCABULARY)) + " " + (1 + chance.nextInt(NUMBERS));
    }
}
