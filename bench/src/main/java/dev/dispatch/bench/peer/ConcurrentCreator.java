package dev.dispatch.bench.peer;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Creates heroes with bounded concurrency and up to ten attempts for each. For single use. */
public final class ConcurrentCreator {
    private static final int MAX_ATTEMPTS = 10;

    private final int concurrency;
    private final Executor callbacks;
    private final Semaphore permits;
    private final IntFunction<CompletionStage<?>> creation;
    private final AtomicReference<@Nullable HeroCreationException> failure = new AtomicReference<>();

    /**
     * @param concurrency maximum number of creations in progress
     * @param callbacks runs the callbacks; without it, futures from Scala would start a thread for each on two cores
     * @param creation starts the creation of the hero with a number
     */
    public ConcurrentCreator(int concurrency, Executor callbacks, IntFunction<CompletionStage<?>> creation) {
        this.concurrency = concurrency;
        this.callbacks = callbacks;
        this.permits = new Semaphore(concurrency);
        this.creation = creation;
    }

    /** Returns when all heroes exist. */
    public void run(int from, int count) throws HeroCreationException, InterruptedException {
        for (int number = from; number < from + count && failure.get() == null; number++) {
            permits.acquire();
            attempt(number, 1);
        }
        permits.acquire(concurrency);
        HeroCreationException exception = failure.get();
        if (exception != null) {
            throw exception;
        }
    }

    private void attempt(int number, int attempt) {
        creation.apply(number)
                .whenCompleteAsync(
                        (done, exception) -> {
                            if (exception != null && attempt < MAX_ATTEMPTS) {
                                attempt(number, attempt + 1);
                                return;
                            }
                            if (exception != null) {
                                failure.compareAndSet(null, new HeroCreationException(number, exception));
                            }
                            permits.release();
                        },
                        callbacks);
    }
}
