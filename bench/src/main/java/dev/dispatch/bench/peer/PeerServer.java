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

/** The HTTP API of a peer: readiness, creation of heroes, and metrics. */
public final class PeerServer {
    private static final int THREADS = 4;
    private static final Pattern CREATION_QUERY = Pattern.compile("from=(\\d{1,9})&count=(\\d{1,9})");

    private final PeerMember member;
    private final TurnMetrics metrics;

    private PeerServer(PeerMember member, TurnMetrics metrics) {
        this.member = member;
        this.metrics = metrics;
    }

    /** Starts a server that runs until the process ends. */
    public static void start(PeerOptions options, PeerMember member, TurnMetrics metrics) throws IOException {
        PeerServer server = new PeerServer(member, metrics);
        HttpServer http =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), options.httpPort()), 0);
        http.setExecutor(Executors.newFixedThreadPool(THREADS));
        http.createContext("/ready", exchange -> respond(exchange, server.ready()));
        http.createContext("/heroes", exchange -> respond(exchange, server.enlist(exchange)));
        http.createContext("/metrics", exchange -> respond(exchange, server.metrics()));
        http.start();
    }

    private Response ready() {
        return member.isReady() ? new Response(200, "ready\n") : new Response(503, "members are missing\n");
    }

    private Response metrics() {
        return new Response(200, PrometheusText.of(member.heroes(), metrics));
    }

    private Response enlist(HttpExchange exchange) {
        String query = exchange.getRequestURI().getQuery();
        Matcher matcher = CREATION_QUERY.matcher(query == null ? "" : query);
        if (!exchange.getRequestMethod().equals("POST") || !matcher.matches()) {
            return new Response(400, "send POST /heroes?from=0&count=1000\n");
        }
        int count = Integer.parseInt(matcher.group(2));
        try {
            member.enlist(Integer.parseInt(matcher.group(1)), count);
            return new Response(200, count + "\n");
        } catch (HeroCreationException e) {
            return new Response(503, e.getMessage() + "\n");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Response(503, "interrupted\n");
        }
    }

    private static void respond(HttpExchange exchange, Response response) throws IOException {
        byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        exchange.sendResponseHeaders(response.status(), body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private record Response(int status, String body) {}
}
