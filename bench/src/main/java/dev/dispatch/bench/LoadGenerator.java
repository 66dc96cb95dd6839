package dev.dispatch.bench;

import dev.dispatch.bench.cluster.BenchException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests from parallel clients for a time; each client sends its next request when it has the response. Uses blocking
 * threads and Apache HttpClient: the JDK client used so much processor time that centers reached a quarter of the creation rate.
 */
final class LoadGenerator {
    private final CloseableHttpClient http;
    private final LongFunction<ClassicHttpRequest> requests;
    private final AtomicLong requestCount = new AtomicLong();
    private final Histogram micros = new ConcurrentHistogram(3);
    private final long start = System.nanoTime();
    private final long end;

    private LoadGenerator(CloseableHttpClient http, LongFunction<ClassicHttpRequest> requests, Duration time) {
        this.http = http;
        this.requests = requests;
        this.end = start + time.toNanos();
    }

    /**
     * Runs the load.
     *
     * @param requests creates the request with a number, counted from 0 over all clients
     * @return the rate, percentiles of the response time, and the cores that this process used
     */
    static Measurements measure(int clients, Duration time, LongFunction<ClassicHttpRequest> requests) {
        Duration cpuBefore = cpu();
        try (CloseableHttpClient http = client(clients)) {
            LoadGenerator load = new LoadGenerator(http, requests, time);
            load.run(clients);
            double seconds = (System.nanoTime() - load.start) / 1e9;
            return percentiles(load.micros)
                    .with("rate", load.micros.getTotalCount() / seconds)
                    .with("loadCores", cpu().minus(cpuBefore).toNanos() / 1e9 / seconds);
        } catch (IOException e) {
            throw new BenchException("cannot close the connections: " + e.getMessage(), e);
        }
    }

    /** Percentiles of a histogram of microseconds, in milliseconds. */
    static Measurements percentiles(Histogram micros) {
        Measurements empty = new Measurements();
        return micros.getTotalCount() == 0
                ? empty
                : empty.with("p50", micros.getValueAtPercentile(50) / 1e3)
                        .with("p99", micros.getValueAtPercentile(99) / 1e3)
                        .with("max", micros.getMaxValue() / 1e3);
    }

    private static CloseableHttpClient client(int connections) {
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(connections)
                        .setMaxConnTotal(connections * 3)
                        .build())
                .disableAutomaticRetries()
                .disableContentCompression()
                .build();
    }

    private void run(int clients) {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<Callable<Void>> all = Stream.<Callable<Void>>generate(() -> this::runClient)
                    .limit(clients)
                    .toList();
            for (Future<Void> client : threads.invokeAll(all)) {
                client.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof BenchException known
                    ? known
                    : new BenchException("a request failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private @Nullable Void runClient() throws IOException {
        for (long sent = System.nanoTime(); sent < end; sent = System.nanoTime()) {
            ClassicHttpRequest request = requests.apply(requestCount.getAndIncrement());
            http.execute(request, response -> requireSuccess(request, response));
            micros.recordValue((System.nanoTime() - sent) / 1_000);
        }
        return null;
    }

    private static @Nullable Void requireSuccess(ClassicHttpRequest request, ClassicHttpResponse response)
            throws IOException, HttpException {
        String body = EntityUtils.toString(response.getEntity());
        if (response.getCode() / 100 != 2) {
            throw new BenchException("%s answered %d: %s".formatted(request.getRequestUri(), response.getCode(), body));
        }
        return null;
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    }
}
