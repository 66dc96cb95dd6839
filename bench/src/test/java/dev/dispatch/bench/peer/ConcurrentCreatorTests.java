package dev.dispatch.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConcurrentCreatorTests {
    private static final int CONCURRENCY = 4;

    private final List<Integer> attempts = new ArrayList<>();

    @Test
    void retriesFailedCreations() throws Exception {
        new ConcurrentCreator(CONCURRENCY, Runnable::run, number -> {
                    attempts.add(number);
                    boolean failsOnce = number % 10 == 0 && attempts.indexOf(number) == attempts.size() - 1;
                    return failsOnce ? failed() : CompletableFuture.completedFuture(null);
                })
                .run(5, 100);
        assertThat(attempts)
                .hasSize(110)
                .containsAll(IntStream.range(5, 105).boxed().toList());
    }

    @Test
    void reportsHeroThatCannotBeCreated() {
        ConcurrentCreator creator = new ConcurrentCreator(CONCURRENCY, Runnable::run, number -> failed());
        assertThatThrownBy(() -> creator.run(0, 100))
                .isInstanceOf(HeroCreationException.class)
                .hasMessageContaining("hero-0");
    }

    private static CompletionStage<?> failed() {
        return CompletableFuture.failedFuture(new IllegalStateException("unavailable"));
    }
}
