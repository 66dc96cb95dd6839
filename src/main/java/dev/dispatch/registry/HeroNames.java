package dev.dispatch.registry;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import net.datafaker.Faker;

/** Makes up names. Datafaker knows some ten thousand; a number makes more of them where that is not enough. */
final class HeroNames {
    /** As many as are drawn once, because a million draws would take half a minute. */
    private static final int VOCABULARY = 1_000;

    private static final int NUMBERS = 10_000_000;

    private final Random chance;
    private final Faker faker;
    private List<String> vocabulary = List.of();

    HeroNames(long seed) {
        chance = new Random(seed);
        faker = new Faker(Locale.ENGLISH, chance);
    }

    synchronized String plain() {
        return faker.superhero().name();
    }

    synchronized String numbered() {
        return plain() + number();
    }

    synchronized List<String> numbered(int count) {
        if (vocabulary.size() < Math.min(count, VOCABULARY)) {
            vocabulary = Stream.generate(this::plain).limit(VOCABULARY).toList();
        }
        return Stream.generate(() -> vocabulary.get(chance.nextInt(vocabulary.size())) + number())
                .limit(count)
                .toList();
    }

    private String number() {
        return " " + (1 + chance.nextInt(NUMBERS));
    }
}
