package dev.dispatch.operations;

import dev.dispatch.settings.StartRefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.stereotype.Component;

/** Shuts a center down gracefully, with status 1, when its store or the other centers refuse it after its start. */
@Component
class LateRefusal implements ApplicationListener<PayloadApplicationEvent<StartRefusedException>> {
    private static final int STATUS = 1;
    private static final Logger log = LoggerFactory.getLogger(LateRefusal.class);

    @Override
    public void onApplicationEvent(PayloadApplicationEvent<StartRefusedException> event) {
        log.error("{}; this center leaves", event.getPayload().getMessage());
        ApplicationContext running = (ApplicationContext) event.getSource();
        // On a thread of its own: the shutdown waits for the thread that publishes the event
        Thread exit = new Thread(() -> System.exit(SpringApplication.exit(running, () -> STATUS)), "shutdown");
        // A daemon would not keep the JVM alive, and the process could end with status 0
        exit.setDaemon(false);
        exit.start();
    }
}
