package dev.dispatch.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.superhero.SuperheroEvent.Fallen;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FallAggregatorTests {
    private final FallAggregator falls = new FallAggregator();

    @Test
    void upToThreeFallsAreOneEventEach() {
        falls.add(Instant.ofEpochSecond(1), new Fallen(List.of("Batman"), "Gotham"));
        falls.add(Instant.ofEpochSecond(2), new Fallen(List.of("Robin", "Alfred"), "Gotham"));

        assertThat(falls.take()).containsExactly(fell("Batman", 1), fell("Robin", 2), fell("Alfred", 2));
    }

    @Test
    void manyFallsAreOneEvent() {
        for (int beat = 1; beat <= 500; beat++) {
            falls.add(Instant.ofEpochSecond(beat), new Fallen(List.of("A " + beat, "B " + beat), "Gotham"));
        }

        assertThat(falls.take())
                .containsExactly(new FeedEvent(
                        Instant.ofEpochSecond(500), FeedEvent.Type.FALLEN, "1,000 superheroes fell", null, "Gotham"));
    }

    @Test
    void takeReturnsEachFallOnce() {
        assertThat(falls.add(Instant.EPOCH, new Fallen(List.of("A", "B", "C", "D"), "Gotham")))
                .isTrue();
        assertThat(falls.add(Instant.EPOCH, new Fallen(List.of("E"), "Gotham"))).isFalse();
        falls.take();

        assertThat(falls.take()).isEmpty();
        assertThat(falls.add(Instant.EPOCH, new Fallen(List.of("Batman"), "Gotham")))
                .isTrue();
        assertThat(falls.take()).containsExactly(fell("Batman", 0));
    }

    private static FeedEvent fell(String name, long second) {
        return new FeedEvent(Instant.ofEpochSecond(second), FeedEvent.Type.FALLEN, name + " fell", name, "Gotham");
    }
}
