package dev.dispatch.live;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.MessageBuilder;

/** One subscription of one session to a topic. Messages arrive in order. */
class Viewer {
    private final String session;
    private final String subscription;
    private final String topic;
    private final MessageChannel channel;

    /**
     * Creates the viewer of a SUBSCRIBE frame that {@link SubscriptionGuard} has accepted.
     *
     * @param channel keeps the order of messages to the session. All subscriptions of the session have to share it: Spring confirms
     *     only one message a session at a time, so that of two queues one would wait forever
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

    /** Does not block. A client that does not keep up is disconnected. */
    void send(String html) {
        SimpMessageHeaderAccessor headers = SimpMessageHeaderAccessor.create(SimpMessageType.MESSAGE);
        headers.setSessionId(session);
        headers.setSubscriptionId(subscription);
        headers.setDestination(topic);
        headers.setLeaveMutable(true);
        channel.send(MessageBuilder.createMessage(html.getBytes(StandardCharsets.UTF_8), headers.getMessageHeaders()));
    }
}
