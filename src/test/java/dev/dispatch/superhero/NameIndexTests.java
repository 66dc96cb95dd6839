package dev.dispatch.superhero;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.springframework.test.util.ReflectionTestUtils;

class NameIndexTests {

    @RepeatedTest(20)
    void indexAgreesWithMapAfterRandomChanges(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        HeroColumns heroes = new HeroColumns();
        Map<String, Long> expected = new HashMap<>();
        List<String> alive = new ArrayList<>();
        for (long step = 0; step < 5_000; step++) {
            boolean add = alive.isEmpty() || random.nextInt(100) < (step < 2_500 ? 60 : 40);
            if (add) {
                // many names with few hashes make long probe sequences
                String name = (random.nextBoolean() ? "Aa" : "BB") + random.nextInt(2_000);
                if (heroes.find(name) == NameIndex.ABSENT) {
                    int slot = heroes.add(name);
                    heroes.enlistedAt[slot] = step;
                    alive.add(name);
                    expected.put(name, step);
                }
            } else {
                String name = alive.remove(random.nextInt(alive.size()));
                heroes.remove(heroes.find(name));
                expected.remove(name);
            }
        }
        assertThat(heroes.size()).isEqualTo(expected.size());
        expected.forEach(
                (name, step) -> assertThat(heroes.enlistedAt[heroes.find(name)]).isEqualTo(step));
        assertThat(heroes.find("nobody")).isEqualTo(NameIndex.ABSENT);
    }

    @Test
    void columnsAndIndexShrinkWithHeroes() {
        HeroColumns heroes = new HeroColumns();
        for (int i = 0; i < 10_000; i++) {
            heroes.enlist("Hero " + i, 0, i, i);
        }
        int capacity = capacity(heroes);

        for (int i = 0; i < 9_900; i++) {
            heroes.remove(heroes.find("Hero " + i));
        }

        assertThat(capacity(heroes)).isLessThan(capacity / 10);
        for (int i = 9_900; i < 10_000; i++) {
            assertThat(heroes.enlistedAt[heroes.find("Hero " + i)]).isEqualTo(i);
        }
        assertThat(heroes.find("Hero 0")).isEqualTo(NameIndex.ABSENT);
    }

    /** The slots that the columns and the index have room for together. */
    private static int capacity(HeroColumns heroes) {
        Object index = Objects.requireNonNull(ReflectionTestUtils.getField(heroes, "index"));
        int[] slots = (int[]) Objects.requireNonNull(ReflectionTestUtils.getField(index, "slots"));
        return heroes.name.length + slots.length;
    }
}
