package dev.dispatch.live;

import jakarta.websocket.Session;
import java.util.concurrent.TimeUnit;
import org.apache.tomcat.util.threads.TaskQueue;
import org.apache.tomcat.util.threads.TaskThreadFactory;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;
import org.apache.tomcat.websocket.Constants;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.task.TaskExecutor;
import org.springframework.messaging.simp.config.ChannelRegistration;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketTransportRegistration;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;

/** STOMP over WebSocket at {@code /ws}. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocketMessageBroker
class LiveConfiguration implements WebSocketMessageBrokerConfigurer {
    private static final int MAX_FRAME = 4 * 1024;
    private static final int FIRST_MESSAGE_MILLIS = 5_000;

    /** How long one send may block. A viewer that does not read is disconnected within five seconds. */
    private static final long SEND_TIME_MILLIS = 4_000;

    private static final int SEND_BUFFER = 1024 * 1024;

    /** A viewer that does not read can block one thread; with more such viewers, others are delayed. */
    private static final int MAX_SEND_THREADS = 200;

    /** A client that hears nothing for twice as long closes the connection, so a page leaves a frozen center after two seconds. */
    private static final long HEARTBEAT_MILLIS = 1_000;

    private final TaskScheduler scheduler;

    LiveConfiguration(@Lazy @Qualifier("messageBrokerTaskScheduler") TaskScheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Allows any origin: {@code OriginFilter} has already checked the handshake. */
    @Override
    public void registerStompEndpoints(StompEndpointRegistry registry) {
        registry.addEndpoint("/ws").setAllowedOriginPatterns("*");
    }

    /** The broker answers CONNECT and sends heartbeats; pushes bypass it, see {@link BroadcastRegistry}. */
    @Override
    public void configureMessageBroker(MessageBrokerRegistry registry) {
        registry.enableSimpleBroker("/topic")
                .setTaskScheduler(scheduler)
                .setHeartbeatValue(new long[] {HEARTBEAT_MILLIS, HEARTBEAT_MILLIS});
    }

    @Override
    public void configureClientInboundChannel(ChannelRegistration registration) {
        registration.interceptors(new SubscriptionGuard());
    }

    /** A send blocks its thread until the viewer reads, so the default of two threads a processor is too few. */
    @Override
    public void configureClientOutboundChannel(ChannelRegistration registration) {
        registration.executor(sendThreads());
    }

    /** A pool that adds a thread while all others are busy, unlike the JDK's, which adds one when its queue is full. */
    private static TaskExecutor sendThreads() {
        TaskQueue queue = new TaskQueue();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                1,
                MAX_SEND_THREADS,
                1,
                TimeUnit.MINUTES,
                queue,
                new TaskThreadFactory("live-send-", true, Thread.NORM_PRIORITY));
        queue.setParent(threads);
        return new ConcurrentTaskExecutor(threads);
    }

    @Override
    public void configureWebSocketTransport(WebSocketTransportRegistration registration) {
        registration
                .setMessageSizeLimit(MAX_FRAME)
                .setSendTimeLimit(Math.toIntExact(SEND_TIME_MILLIS))
                .setSendBufferSizeLimit(SEND_BUFFER)
                .setTimeToFirstMessage(FIRST_MESSAGE_MILLIS)
                .addDecoratorFactory(LiveConfiguration::withSendTimeout);
    }

    /** Spring checks the time of a send only when it has another message for the viewer; Tomcat by itself waits for 20 s. */
    private static WebSocketHandler withSendTimeout(WebSocketHandler handler) {
        return new WebSocketHandlerDecorator(handler) {
            @Override
            public void afterConnectionEstablished(WebSocketSession session) throws Exception {
                Session connection = ((NativeWebSocketSession) session).getNativeSession(Session.class);
                if (connection != null) {
                    connection.getUserProperties().put(Constants.BLOCKING_SEND_TIMEOUT_PROPERTY, SEND_TIME_MILLIS);
                }
                super.afterConnectionEstablished(session);
            }
        };
    }
}
