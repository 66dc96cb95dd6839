package dev.dispatch.live;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.messaging.simp.config.ChannelRegistration;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketTransportRegistration;

/** STOMP over WebSocket at {@code /ws}. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocketMessageBroker
class LiveConfiguration implements WebSocketMessageBrokerConfigurer {
    private static final int MAX_FRAME = 4 * 1024;
    private static final int SEND_TIME_MILLIS = 5_000;
    private static final int SEND_BUFFER = 2 * 1024 * 1024;

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

    @Override
    public void configureWebSocketTransport(WebSocketTransportRegistration registration) {
        registration
                .setMessageSizeLimit(MAX_FRAME)
                .setSendTimeLimit(SEND_TIME_MILLIS)
                .setSendBufferSizeLimit(SEND_BUFFER)
                .setTimeToFirstMessage(SEND_TIME_MILLIS);
    }
}
