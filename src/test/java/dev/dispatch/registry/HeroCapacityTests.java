package dev.dispatch.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeroCapacityTests {
    @ParameterizedTest
    @CsvSource({
        // heap in MB, centers, backups, heroes
        "1024, 1, 1, 5033164",
        "1024, 2, 1, 5033164",
        "1024, 3, 1, 7549747",
        "1024, 3, 2, 5033164",
        "  96, 1, 1,  167772",
        "  32, 1, 1,       0",
    })
    void estimateGrowsWithHeapsAndShrinksWithBackups(long megabytes, long centers, int backups, long heroes) {
        assertThat(HeroCapacity.estimate(megabytes << 20, centers, backups)).isEqualTo(heroes);
    }
}
