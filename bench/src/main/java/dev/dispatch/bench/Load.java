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
 * Clients that ask for as long as a window is, each again as soon as it has its answer. Each is a thread that waits: the JDK's
 * client took so much of the cores that the centers enlisted a quarter of what they do for this one.
 */
final class Load {
    private final CloseableHttpClient http;
    private final LongFunction<ClassicHttpRequest> requests;
    private final AtomicLong asked = new AtomicLong();
    private final Histogram micros = new ConcurrentHistogram(3);
    private final long start = System.nanoTime();
    private final long end;

    private Load(CloseableHttpClient http, LongFunction<ClassicHttpRequest> requests, Duration window) {
        this.http = http;
        this.requests = requests;
        this.end = start + window.toNanos();
    }

    /**
     * What came of it: rate, percentiles, and the cores that this process, the load generator, had busy meanwhile.
     *
     * @param requests by their number
     */
    static Figures of(int clients, Duration window, LongFunction<ClassicHttpRequest> requests) {
        Duration cpuBefore = cpu();
        try (CloseableHttpClient http = client(clients)) {
            Load load = new Load(http, requests, window);
            load.run(clients);
            double seconds = (System.nanoTime() - load.start) / 1e9;
            return percentiles(load.micros)
                    .with("rate", load.micros.getTotalCount() / seconds)
                    .with("loadCores", cpu().minus(cpuBefore).toNanos() / 1e9 / seconds);
        } catch (IOException e) {
            throw new BenchException("the connections could not be closed: " + e.getMessage(), e);
        }
    }

    /** Percentiles of times, in ms. */
    static Figures percentiles(Histogram micros) {
        Figures none = new Figures();
        return micros.getTotalCount() == 0
                ? none
                : none.with("p50", micros.getValueAtPercentile(50) / 1e3)
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
            List<Callable<Void>> all = Stream.<Callable<Void>>generate(() -> this::ask)
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

    private @Nullable Void ask() throws IOException {
        for (long sent = System.nanoTime(); sent < end; sent = System.nanoTime()) {
            ClassicHttpRequest request = requests.apply(asked.getAndIncrement());
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
