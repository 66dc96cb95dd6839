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

/** Lets clients watch the topics that there are, not too many at once, and nothing else. Who tries is told and disconnected. */
class SubscriptionGuard implements ChannelInterceptor {
    static final int MAX_SUBSCRIPTIONS = 20;
    private static final String SUBSCRIPTIONS = "subscriptions";

    @Override
    public Message<?> preSend(Message<?> message, MessageChannel channel) {
        StompHeaderAccessor frame = StompHeaderAccessor.wrap(message);
        StompCommand command = frame.getCommand();
        if (command != null) { // a heartbeat has none
            switch (command) {
                case STOMP, CONNECT, DISCONNECT -> {}
                case SUBSCRIBE -> admit(message, frame);
                case UNSUBSCRIBE -> subscriptions(frame).remove(frame.getSubscriptionId());
                default -> throw new MessageDeliveryException(message, "Nobody but this center sends anything here");
            }
        }
        return message;
    }

    private static void admit(Message<?> message, StompHeaderAccessor frame) {
        String topic = frame.getDestination();
        if (topic == null || frame.getSubscriptionId() == null) {
            throw new MessageDeliveryException(message, "A subscription has a destination and an id");
        }
        try {
            Section.ofTopic(topic);
        } catch (IllegalArgumentException e) {
            throw new MessageDeliveryException(message, String.valueOf(e.getMessage()), e);
        }
        Set<@Nullable String> subscriptions = subscriptions(frame);
        subscriptions.add(frame.getSubscriptionId());
        if (subscriptions.size() > MAX_SUBSCRIPTIONS) {
            throw new MessageDeliveryException(
                    message, "There are at most " + MAX_SUBSCRIPTIONS + " subscriptions at once");
        }
    }

    /** The ids of a session's subscriptions; its frames come one after the other. */
    @SuppressWarnings("unchecked")
    private static Set<@Nullable String> subscriptions(StompHeaderAccessor frame) {
        Map<String, Object> session = frame.getSessionAttributes();
        if (session == null) {
            throw new IllegalStateException("A frame without a session");
        }
        return (Set<@Nullable String>) session.computeIfAbsent(SUBSCRIPTIONS, key -> new HashSet<@Nullable String>());
    }
}
