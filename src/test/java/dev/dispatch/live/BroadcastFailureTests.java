package dev.dispatch.live;

import static org.awaitility.Awaitility.await;

import dev.dispatch.PatientWaits;
import dev.dispatch.cluster.TaskFailures;
import dev.dispatch.web.CenterTest;
import dev.dispatch.web.console.Sections;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.cumulative.CumulativeCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.web.socket.messaging.SessionConnectEvent;
import org.springframework.web.socket.messaging.SessionSubscribeEvent;

@CenterTest
class BroadcastFailureTests {
    private final Sections sections;
    private final MeterRegistry meters;
    private final TaskFailures failures;
    private final List<Message<?>> received = new CopyOnWriteArrayList<>();

    @Autowired
    BroadcastFailureTests(Sections sections, MeterRegistry meters, TaskFailures failures) {
        this.sections = sections;
        this.meters = meters;
        this.failures = failures;
    }

    @Test
    void broadcastThatFailsIsCountedAndContinues() {
        double before = count();
        BroadcastRegistry registry = new BroadcastRegistry(
                sections, new FailingOnce(), (message, timeout) -> received.add(message), failures);
        registry.connected(new SessionConnectEvent(this, frame(StompCommand.CONNECT)));

        registry.subscribed(new SessionSubscribeEvent(this, frame(StompCommand.SUBSCRIBE)));

        await().atMost(PatientWaits.LIMIT).until(() -> !received.isEmpty());
        await().atMost(PatientWaits.LIMIT).until(() -> count() == before + 1);
        registry.stop();
    }

    private double count() {
        return meters.get("dispatch.task.failures")
                .tag("task", "live")
                .counter()
                .count();
    }

    private static Message<byte[]> frame(StompCommand command) {
        StompHeaderAccessor frame = StompHeaderAccessor.create(command);
        frame.setSessionId("1");
        frame.setSubscriptionId("0");
        frame.setDestination("/topic/centers");
        return MessageBuilder.createMessage(new byte[0], frame.getMessageHeaders());
    }

    /** Its counter of pushes fails once. */
    private static class FailingOnce extends SimpleMeterRegistry {
        @Override
        protected Counter newCounter(Meter.Id id) {
            return new CumulativeCounter(id) {
                private boolean failed;

                @Override
                public void increment(double amount) {
                    if (!failed) {
                        failed = true;
                        throw new LinkageError("planted");
                    }
                    super.increment(amount);
                }
            };
        }
    }
}
