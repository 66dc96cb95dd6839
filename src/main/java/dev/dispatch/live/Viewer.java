package dev.dispatch.live;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.MessageBuilder;

/** Somebody who watches a topic: one subscription of one session. What is sent arrives in order. */
class Viewer {
    private final String session;
    private final String subscription;
    private final String topic;
    private final MessageChannel channel;

    /**
     * Whoever sent a frame to subscribe, which the {@link SubscriptionGuard} has let pass.
     *
     * @param channel keeps the order of what is sent to the session; all its subscriptions share one, as Spring tells a session
     *     only once that a message is on its way, and of two that queue for themselves one would wait forever
     */
    Viewer(StompHeaderAccessor subscribe, MessageChannel channel) {
        this.session = Objects.requireNonNull(subscribe.getSessionId());
        this.subscription = Objects.requireNonNull(subscribe.getSubscriptionId());
        this.topic = Objects.requireNonNull(subscribe.getDestination());
        this.channel = channel;
    }

    String topic() {
        return topic;
    }

    boolean isOf(@Nullable String session) {
        return this.session.equals(session);
    }

    boolean is(@Nullable String session, @Nullable String subscription) {
        return isOf(session) && this.subscription.equals(subscription);
    }

    /** Sends without waiting; a client that does not keep up is disconnected. */
    void send(String html) {
        SimpMessageHeaderAccessor headers = SimpMessageHeaderAccessor.create(SimpMessageType.MESSAGE);
        headers.setSessionId(session);
        headers.setSubscriptionId(subscription);
        headers.setDestination(topic);
        headers.setLeaveMutable(true);
        channel.send(MessageBuilder.createMessage(html.getBytes(StandardCharsets.UTF_8), headers.getMessageHeaders()));
    }
}
