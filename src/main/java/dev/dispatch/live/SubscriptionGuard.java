package dev.dispatch.live;

import dev.dispatch.web.console.Section;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.ChannelInterceptor;

/** Lets clients subscribe to existing topics, up to a limit. Other subscriptions and SEND get an ERROR frame and a disconnect. */
class SubscriptionGuard implements ChannelInterceptor {
    static final int MAX_SUBSCRIPTIONS = 20;
    private static final String SUBSCRIPTIONS = "subscriptions";

    @Override
    public Message<?> preSend(Message<?> message, MessageChannel channel) {
        StompHeaderAccessor frame = StompHeaderAccessor.wrap(message);
        StompCommand command = frame.getCommand();
        if (command != null) { // null for a heartbeat
            switch (command) {
                case STOMP, CONNECT, DISCONNECT -> {}
                case SUBSCRIBE -> checkSubscription(message, frame);
                case UNSUBSCRIBE -> subscriptions(frame).remove(frame.getSubscriptionId());
                default -> throw new MessageDeliveryException(message, "Clients cannot send messages");
            }
        }
        return message;
    }

    private static void checkSubscription(Message<?> message, StompHeaderAccessor frame) {
        String topic = frame.getDestination();
        if (topic == null || frame.getSubscriptionId() == null) {
            throw new MessageDeliveryException(message, "A subscription needs a destination and an id");
        }
        try {
            Section.ofTopic(topic);
        } catch (IllegalArgumentException e) {
            throw new MessageDeliveryException(message, String.valueOf(e.getMessage()), e);
        }
        Set<@Nullable String> subscriptions = subscriptions(frame);
        if (!subscriptions.add(frame.getSubscriptionId())) {
            throw new MessageDeliveryException(
                    message, "This session has a subscription with the id " + frame.getSubscriptionId());
        }
        if (subscriptions.size() > MAX_SUBSCRIPTIONS) {
            throw new MessageDeliveryException(
                    message, "A session has at most " + MAX_SUBSCRIPTIONS + " subscriptions");
        }
    }

    /** The ids of the subscriptions of a session. Not thread-safe, as the frames of a session are handled one by one. */
    @SuppressWarnings("unchecked")
    private static Set<@Nullable String> subscriptions(StompHeaderAccessor frame) {
        Map<String, Object> session = frame.getSessionAttributes();
        if (session == null) {
            throw new IllegalStateException("Frame without a session");
        }
        return (Set<@Nullable String>) session.computeIfAbsent(SUBSCRIPTIONS, key -> new HashSet<@Nullable String>());
    }
}
