package dev.dispatch.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeroNameGeneratorTests {
    private final HeroNameGenerator names = new HeroNameGenerator(1);
    private final Set<String> taken = new HashSet<>();
    private int attempts;

    @Test
    void firstNamesHaveNoNumber() {
        assertThat(IntStream.range(0, 20).mapToObj(hero -> enlist())).noneMatch(name -> name.matches(".*\\d"));
    }

    @Test
    void namesAreUnique() {
        assertThat(IntStream.range(0, 30_000).mapToObj(hero -> enlist())).doesNotHaveDuplicates();
    }

    @Test
    void generatorBacksOffWhenPlainNamesAreTaken() {
        IntStream.range(0, 60_000).forEach(hero -> enlist());
        attempts = 0;

        IntStream.range(0, 10_000).forEach(hero -> enlist());

        assertThat(attempts).isBetween(10_000, 11_000);
    }

    @Test
    void plainNamesReturnWhenTheyAreFree() {
        IntStream.range(0, 60_000).forEach(hero -> enlist());
        taken.clear();

        assertThat(IntStream.range(0, 3_000).mapToObj(hero -> enlist()))
                .filteredOn(name -> !name.matches(".*\\d"))
                .hasSizeGreaterThan(1_000);
    }

    @Test
    void plainNamesOfABatchAreDifferent() {
        assertThat(names.plain(1_000)).hasSize(1_000).doesNotHaveDuplicates().noneMatch(name -> name.matches(".*\\d"));
    }

    private String enlist() {
        return names.withFree(name -> {
            attempts++;
            return taken.add(name) ? Optional.of(name) : Optional.empty();
        });
    }
}
