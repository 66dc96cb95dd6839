package dev.dispatch.process;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** One client for each center. Each creates one hero after the other until it is stopped, also while its center is down. */
final class CreatingClients implements AutoCloseable {
    private final Set<String> created = ConcurrentHashMap.newKeySet();
    private final Set<String> unexpected = ConcurrentHashMap.newKeySet();
    private final AtomicInteger attempts = new AtomicInteger();
    private final List<Thread> threads;
    private volatile boolean stopped;

    CreatingClients(List<CenterApi> centers) {
        threads = centers.stream()
                .map(center -> new Thread(() -> {
                    while (!stopped) {
                        create(center);
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
    }

    /** The names of the heroes whose creation was acknowledged. */
    Set<String> created() {
        return created;
    }

    /** The answers that are neither 201 nor 503. */
    Set<String> unexpected() {
        return unexpected;
    }

    /** A center that is down or leaving refuses. */
    private void create(CenterApi center) {
        String name = "Hero " + attempts.incrementAndGet();
        try {
            HttpResponse<String> answer = center.send("POST", "/api/heroes", "{\"name\": \"%s\"}".formatted(name));
            if (answer.statusCode() == 201) {
                created.add(name);
            } else if (answer.statusCode() != 503) {
                unexpected.add(answer.statusCode() + " " + answer.body());
            }
        } catch (AssertionError unanswered) {
            // the center is down, or the answer was lost; then the hero may exist or not
        }
    }

    /** Waits for the last answers. */
    @Override
    public void close() {
        stopped = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
