package dev.dispatch.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.websocket.ContainerProvider;
import jakarta.websocket.WebSocketContainer;
import java.lang.reflect.Type;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.simp.stomp.StompFrameHandler;
import org.springframework.messaging.simp.stomp.StompHeaders;
import org.springframework.messaging.simp.stomp.StompSession;
import org.springframework.messaging.simp.stomp.StompSessionHandlerAdapter;
import org.springframework.web.socket.client.standard.StandardWebSocketClient;
import org.springframework.web.socket.messaging.WebSocketStompClient;

/** A STOMP client that remembers what it gets. */
class Watcher extends StompSessionHandlerAdapter implements AutoCloseable {
    private static final int MAX_PUSH = 1024 * 1024;

    private final Queue<String> errors = new ConcurrentLinkedQueue<>();
    private final StompSession session;

    Watcher(int port) {
        WebSocketContainer container = ContainerProvider.getWebSocketContainer();
        container.setDefaultMaxTextMessageBufferSize(MAX_PUSH);
        WebSocketStompClient client = new WebSocketStompClient(new StandardWebSocketClient(container));
        client.setInboundMessageSizeLimit(MAX_PUSH);
        try {
            session =
                    client.connectAsync("ws://localhost:" + port + "/ws", this).get(5, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("No connection", e);
        }
    }

    StompSession session() {
        return session;
    }

    /** What the center said before it hung up. */
    Queue<String> errors() {
        return errors;
    }

    Pushes watch(String topic) {
        Pushes pushes = new Pushes(new LinkedBlockingQueue<>());
        session.subscribe(topic, pushes);
        return pushes;
    }

    /** What comes outside of any subscription is an ERROR frame. */
    @Override
    public void handleFrame(StompHeaders headers, @Nullable Object payload) {
        errors.add(String.valueOf(headers.getFirst("message")));
    }

    @Override
    public Type getPayloadType(StompHeaders headers) {
        return byte[].class;
    }

    @Override
    public void close() {
        if (session.isConnected()) {
            session.disconnect();
        }
    }

    /** What was pushed to one topic. */
    record Pushes(BlockingQueue<String> received) implements StompFrameHandler {

        @Nullable
        String next() throws InterruptedException {
            return received.poll(10, TimeUnit.SECONDS);
        }

        @Override
        public Type getPayloadType(StompHeaders headers) {
            return byte[].class;
        }

        @Override
        public void handleFrame(StompHeaders headers, @Nullable Object payload) {
            if (payload instanceof byte[] bytes) {
                received.add(new String(bytes, UTF_8));
            }
        }
    }
}
