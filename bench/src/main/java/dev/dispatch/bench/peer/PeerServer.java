package dev.dispatch.bench.peer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the benchmark asks of a peer over HTTP: whether it is ready, to create heroes, and for its figures. */
public final class PeerServer {
    private static final int THREADS = 4;
    private static final Pattern ENLIST = Pattern.compile("from=(\\d{1,9})&count=(\\d{1,9})");

    private final Peer peer;
    private final TurnFigures figures;

    private PeerServer(Peer peer, TurnFigures figures) {
        this.peer = peer;
        this.figures = figures;
    }

    /** Listens from now on until the process ends. */
    public static void start(PeerOptions options, Peer peer, TurnFigures figures) throws IOException {
        PeerServer server = new PeerServer(peer, figures);
        HttpServer http =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), options.httpPort()), 0);
        http.setExecutor(Executors.newFixedThreadPool(THREADS));
        http.createContext("/ready", exchange -> answer(exchange, server.ready()));
        http.createContext("/heroes", exchange -> answer(exchange, server.enlist(exchange)));
        http.createContext("/metrics", exchange -> answer(exchange, server.metrics()));
        http.start();
    }

    private Answer ready() {
        return peer.isReady() ? new Answer(200, "ready\n") : new Answer(503, "members are missing\n");
    }

    private Answer metrics() {
        return new Answer(200, PrometheusText.of(peer.heroes(), figures));
    }

    private Answer enlist(HttpExchange exchange) {
        String query = exchange.getRequestURI().getQuery();
        Matcher matcher = ENLIST.matcher(query == null ? "" : query);
        if (!exchange.getRequestMethod().equals("POST") || !matcher.matches()) {
            return new Answer(400, "POST /heroes?from=0&count=1000\n");
        }
        int count = Integer.parseInt(matcher.group(2));
        try {
            peer.enlist(Integer.parseInt(matcher.group(1)), count);
            return new Answer(200, count + "\n");
        } catch (EnlistingException e) {
            return new Answer(503, e.getMessage() + "\n");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(503, "interrupted\n");
        }
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        exchange.sendResponseHeaders(answer.status(), body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private record Answer(int status, String body) {}
}
