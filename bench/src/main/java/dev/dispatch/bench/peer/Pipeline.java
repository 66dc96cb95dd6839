package dev.dispatch.bench.peer;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Creates many heroes, a bounded number of them at a time; what fails is tried again. For one use. */
public final class Pipeline {
    private static final int ATTEMPTS = 10;

    private final int width;
    private final Executor callbacks;
    private final Semaphore free;
    private final IntFunction<CompletionStage<?>> creation;
    private final AtomicReference<@Nullable EnlistingException> failure = new AtomicReference<>();

    /**
     * @param width how many are under way at a time, at the most
     * @param callbacks runs what is to be done when one is created. Not left to the future, as one that comes from Scala would
     *     start a thread for each on a machine of two cores
     * @param creation starts the creation of the hero of that number
     */
    public Pipeline(int width, Executor callbacks, IntFunction<CompletionStage<?>> creation) {
        this.width = width;
        this.callbacks = callbacks;
        this.free = new Semaphore(width);
        this.creation = creation;
    }

    /** Returns when all are created. */
    public void run(int from, int count) throws EnlistingException, InterruptedException {
        for (int number = from; number < from + count && failure.get() == null; number++) {
            free.acquire();
            attempt(number, 1);
        }
        free.acquire(width);
        EnlistingException exception = failure.get();
        if (exception != null) {
            throw exception;
        }
    }

    private void attempt(int number, int attempt) {
        creation.apply(number)
                .whenCompleteAsync(
                        (done, exception) -> {
                            if (exception != null && attempt < ATTEMPTS) {
                                attempt(number, attempt + 1);
                                return;
                            }
                            if (exception != null) {
                                failure.compareAndSet(null, new EnlistingException(number, exception));
                            }
                            free.release();
                        },
                        callbacks);
    }
}
