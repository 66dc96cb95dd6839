package dev.dispatch.cluster;

import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.core.IndeterminateOperationStateException;
import com.hazelcast.core.OperationTimeoutException;
import com.hazelcast.spi.exception.RetryableException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.ErrorHandler;

/**
 * Logs and counts what background tasks throw, {@link Error}s included. No task may end because of it. Thread-safe.
 *
 * <p>If a member leaves or does not answer, the failure is expected and logged at debug level.
 */
@Component
public class TaskFailures {
    private static final Logger log = LoggerFactory.getLogger(TaskFailures.class);

    private final MeterRegistry registry;

    TaskFailures(MeterRegistry registry) {
        this.registry = registry;
    }

    /** The handler of a task; also exports the counter, before the first failure. */
    public ErrorHandler of(String task) {
        Counter failures = Counter.builder("dispatch.task.failures")
                .description("Failed runs of a background task; the task goes on")
                .tag("task", task)
                .register(registry);
        return failure -> {
            failures.increment();
            if (isExpected(failure)) {
                log.debug("Background task {} got no answer; it goes on", task, failure);
            } else {
                log.error("Background task {} failed; it goes on", task, failure);
            }
        };
    }

    private static boolean isExpected(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof HazelcastInstanceNotActiveException
                || cause instanceof IndeterminateOperationStateException
                || cause instanceof OperationTimeoutException
                || cause instanceof TimeoutException
                || cause instanceof RetryableException;
    }
}
