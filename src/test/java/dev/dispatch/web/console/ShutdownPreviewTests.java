package dev.dispatch.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.cluster.Center;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ShutdownPreviewTests {

    @Test
    void patternMatchesOnlyItsCity() {
        assertThat("Stx Louis").doesNotMatch(pattern("St. Louis"));
        for (String city : List.of("Gotham", "Capitol City (East)", "St. Louis", "A+B|C\\D", "Clermont-Ferrand")) {
            assertThat(" " + city + " ").matches(pattern(city));
            assertThat(city + "x").doesNotMatch(pattern(city));
        }
    }

    @Test
    void heroesMoveToOtherActiveCenters() {
        List<Center> centers = List.of(center(1, "Gotham"), center(2, "Metropolis"), center(3, "Capitol"));

        assertThat(new ShutdownPreview(centers, true).consequence(centers.get(0)))
                .isEqualTo(
                        "Its 10 superheroes will move to Metropolis and Capitol (about 5 each) and keep their state.");
        assertThat(new ShutdownPreview(centers.subList(0, 2), true).consequence(centers.get(0)))
                .isEqualTo("Its 10 superheroes will move to Metropolis and keep their state.");
        assertThat(new ShutdownPreview(centers.subList(0, 1), false).consequence(centers.get(0)))
                .isEqualTo("This is the last center. Its 10 superheroes will be lost.");
        assertThat(new ShutdownPreview(centers.subList(0, 1), true).consequence(centers.get(0)))
                .isEqualTo("This is the last center. Its 10 superheroes will continue when a center starts again.");
    }

    @Test
    void singleHeroMovesInSingular() {
        Center gotham = new Center(new UUID(0, 1), "Gotham", "", Center.State.ACTIVE, 1, 1, Instant.EPOCH, true, 0);
        List<Center> centers = List.of(gotham, center(2, "Metropolis"), center(3, "Capitol"));

        assertThat(new ShutdownPreview(centers, true).consequence(gotham))
                .isEqualTo("Its 1 superhero will move to Metropolis and Capitol and keep its state.");
    }

    private static String pattern(String city) {
        Center center = center(1, city);
        return new ShutdownPreview(List.of(center), true).pattern(center);
    }

    private static Center center(int id, String city) {
        return new Center(
                new UUID(0, id), city, "http://localhost:1", Center.State.ACTIVE, 10, 1, Instant.EPOCH, id == 1, 0);
    }
}
