package dev.dispatch.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.cluster.Center;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ShutdownPreviewTests {

    @Test
    void thePatternOfACityMatchesItAndNothingElse() {
        assertThat("Stx Louis").doesNotMatch(pattern("St. Louis"));
        for (String city : List.of("Gotham", "Capitol City (East)", "St. Louis", "A+B|C\\D", "Clermont-Ferrand")) {
            assertThat(" " + city + " ").matches(pattern(city));
            assertThat(city + "x").doesNotMatch(pattern(city));
        }
    }

    private static String pattern(String city) {
        Center center = new Center(
                new UUID(0, 1), city, "http://localhost:1", Center.State.ACTIVE, 1, 1, Instant.EPOCH, true, 0);
        return new ShutdownPreview(List.of(center)).pattern(center);
    }
}
