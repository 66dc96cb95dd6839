package dev.dispatch.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PipelineTests {
    private static final int WIDTH = 4;

    private final List<Integer> asked = new ArrayList<>();

    @Test
    void everyoneIsCreatedThoughSomeFailAtFirst() throws Exception {
        new Pipeline(WIDTH, Runnable::run, number -> {
                    asked.add(number);
                    boolean failsOnce = number % 10 == 0 && asked.indexOf(number) == asked.size() - 1;
                    return failsOnce ? failed() : CompletableFuture.completedFuture(null);
                })
                .run(5, 100);
        assertThat(asked)
                .hasSize(110)
                .containsAll(IntStream.range(5, 105).boxed().toList());
    }

    @Test
    void whoCannotBeCreatedIsTold() {
        Pipeline pipeline = new Pipeline(WIDTH, Runnable::run, number -> failed());
        assertThatThrownBy(() -> pipeline.run(0, 100))
                .isInstanceOf(EnlistingException.class)
                .hasMessageContaining("hero-0");
    }

    private static CompletionStage<?> failed() {
        return CompletableFuture.failedFuture(new IllegalStateException("not now"));
    }
}
