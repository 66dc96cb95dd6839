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

/** A STOMP client that keeps what it receives. */
class TestStompClient extends StompSessionHandlerAdapter implements AutoCloseable {
    private static final int MAX_PUSH = 1024 * 1024;

    private final Queue<String> errors = new ConcurrentLinkedQueue<>();
    private final StompSession session;

    TestStompClient(int port) {
        WebSocketContainer container = ContainerProvider.getWebSocketContainer();
        container.setDefaultMaxTextMessageBufferSize(MAX_PUSH);
        WebSocketStompClient client = new WebSocketStompClient(new StandardWebSocketClient(container));
        client.setInboundMessageSizeLimit(MAX_PUSH);
        try {
            session =
                    client.connectAsync("ws://localhost:" + port + "/ws", this).get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("No connection", e);
        }
    }

    StompSession session() {
        return session;
    }

    /** Messages of the ERROR frames received. */
    Queue<String> errors() {
        return errors;
    }

    Pushes subscribe(String topic) {
        Pushes pushes = new Pushes(new LinkedBlockingQueue<>());
        session.subscribe(topic, pushes);
        return pushes;
    }

    /** Only ERROR frames belong to no subscription. */
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

    /** The pushes to one topic. */
    record Pushes(BlockingQueue<String> received) implements StompFrameHandler {

        /** The next push, or null if none arrives within 30 seconds. */
        @Nullable
        String next() throws InterruptedException {
            return received.poll(30, TimeUnit.SECONDS);
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
