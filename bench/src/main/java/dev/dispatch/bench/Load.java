package dev.dispatch.bench;

import dev.dispatch.bench.cluster.BenchException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Clients that ask for as long as a window is, each again as soon as it has its answer. */
final class Load {
    private final HttpClient http;
    private final LongFunction<HttpRequest> requests;
    private final AtomicLong asked = new AtomicLong();
    private final Histogram micros = new ConcurrentHistogram(3);
    private final long start = System.nanoTime();
    private final long end;

    private Load(HttpClient http, LongFunction<HttpRequest> requests, Duration window) {
        this.http = http;
        this.requests = requests;
        this.end = start + window.toNanos();
    }

    /**
     * What came of it: rate, percentiles, and the cores that this process, the load generator, had busy meanwhile.
     *
     * @param requests by their number
     */
    static Figures of(HttpClient http, int clients, Duration window, LongFunction<HttpRequest> requests) {
        Duration cpuBefore = cpu();
        Load load = new Load(http, requests, window);
        load.run(clients);
        double seconds = (System.nanoTime() - load.start) / 1e9;
        return percentiles(load.micros)
                .with("rate", load.micros.getTotalCount() / seconds)
                .with("loadCores", cpu().minus(cpuBefore).toNanos() / 1e9 / seconds);
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

    private void run(int clients) {
        try {
            CompletableFuture.allOf(IntStream.range(0, clients)
                            .mapToObj(client -> ask())
                            .toArray(CompletableFuture<?>[]::new))
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof BenchException known
                    ? known
                    : new BenchException("a request failed: " + e.getCause(), e);
        }
    }

    private CompletableFuture<Boolean> ask() {
        long sent = System.nanoTime();
        if (sent >= end) {
            return CompletableFuture.completedFuture(true);
        }
        HttpRequest request = requests.apply(asked.getAndIncrement());
        return http.sendAsync(request, BodyHandlers.ofString()).thenCompose(response -> {
            if (response.statusCode() / 100 != 2) {
                throw refusal(response);
            }
            micros.recordValue((System.nanoTime() - sent) / 1_000);
            return ask();
        });
    }

    private static BenchException refusal(HttpResponse<String> response) {
        return new BenchException(
                "%s answered %d: %s".formatted(response.uri(), response.statusCode(), response.body()));
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    }
}
