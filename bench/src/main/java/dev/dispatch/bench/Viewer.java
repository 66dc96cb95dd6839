package dev.dispatch.bench;

import dev.dispatch.bench.cluster.BenchException;
import dev.dispatch.bench.cluster.Node;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A viewer of the console: a STOMP client that subscribes to the topics of the page. */
final class Viewer implements WebSocket.Listener, AutoCloseable {
    private static final List<String> TOPICS =
            List.of("/topic/centers", "/topic/charts", "/topic/takeover", "/topic/events", "/topic/heroes?size=50");

    private final Consumer<String> pushes;
    private final StringBuilder frame = new StringBuilder();
    private final WebSocket socket;

    /**
     * Connects and subscribes.
     *
     * @param pushes receives each MESSAGE frame, on a thread of the HTTP client
     */
    Viewer(HttpClient http, Node node, Consumer<String> pushes) {
        this.pushes = pushes;
        URI uri = URI.create("ws://localhost:" + node.port() + "/ws");
        try {
            socket = http.newWebSocketBuilder()
                    .subprotocols("v12.stomp")
                    .buildAsync(uri, this)
                    .join();
            socket.sendText("CONNECT\naccept-version:1.2\nhost:localhost\nheart-beat:0,0\n\n\0", true)
                    .join();
            for (int id = 0; id < TOPICS.size(); id++) {
                String topic = TOPICS.get(id);
                socket.sendText("SUBSCRIBE\nid:%d\ndestination:%s\n\n\0".formatted(id, topic), true)
                        .join();
            }
        } catch (CompletionException e) {
            throw new BenchException("cannot subscribe at %s: %s".formatted(node.name(), e.getCause()), e);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        frame.append(data);
        if (last) {
            if (frame.indexOf("MESSAGE") == 0) {
                pushes.accept(frame.toString());
            }
            frame.setLength(0);
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    boolean isConnected() {
        return !socket.isInputClosed();
    }

    @Override
    public void close() {
        socket.abort();
    }
}
