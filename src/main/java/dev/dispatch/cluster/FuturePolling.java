package dev.dispatch.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.hazelcast.instance.impl.Node;
import com.hazelcast.spi.impl.executionservice.impl.ExecutionServiceImpl;
import java.lang.reflect.Field;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import org.springframework.util.ReflectionUtils;

/**
 * A task by which a member finds out whether futures of Java's are done, for those who asked it for one of its own instead.
 * Hazelcast runs it ten times a second, whether or not there are any, with three wake-ups of threads each time: about a ninth of
 * all that a center at rest does.
 *
 * <p>Only operations of the Management Center ask for that, and map loaders, which a center has none of.
 */
final class FuturePolling {
    private static final String FIELD = "completableFutureTask";
    private static final String TASK = "CompletableFutureTask";

    private FuturePolling() {}

    /**
     * Has it run once a second. To be called before it has run, which it does a second after the node was made; else, or if
     * Hazelcast has changed it, it stays as it is.
     */
    static void slowDown(Node node) {
        ExecutionServiceImpl execution = execution(node);
        Field field = ReflectionUtils.findField(ExecutionServiceImpl.class, FIELD);
        if (field != null && waiting(execution).removeIf(task -> task.toString().contains(TASK))) {
            ReflectionUtils.makeAccessible(field);
            Runnable task = (Runnable) Objects.requireNonNull(ReflectionUtils.getField(field, execution));
            var unused = execution.scheduleWithRepetition(task, 1, 1, SECONDS);
        }
    }

    static ExecutionServiceImpl execution(Node node) {
        return (ExecutionServiceImpl) node.getNodeEngine().getExecutionService();
    }

    private static BlockingQueue<Runnable> waiting(ExecutionServiceImpl execution) {
        return execution.getScheduledExecutorService().getQueue();
    }
}
