package dev.dispatch.operations;

import dev.dispatch.cluster.CenterEvent.CenterLeft;
import dev.dispatch.cluster.CenterEvent.CenterLost;
import dev.dispatch.cluster.LocalCenter;
import dev.dispatch.cluster.Takeover;
import dev.dispatch.cluster.member.ProcessShutdown;
import dev.dispatch.superhero.CountFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Logs the lifecycle of this center. Only one center of the cluster logs that another one left or was lost. */
@Component
class CenterLog {
    private static final Logger log = LoggerFactory.getLogger(CenterLog.class);

    private final LocalCenter center;

    CenterLog(LocalCenter center) {
        this.center = center;
    }

    @EventListener(ApplicationReadyEvent.class)
    void logReady() {
        if (!ProcessShutdown.inProgress()) {
            log.info("{} is ready at {}", center.city(), center.url());
        }
    }

    @EventListener
    void log(Takeover takeover) {
        log.info(
                "{} took over {} from {}; their turns continue, at most {} ms late",
                takeover.to(),
                CountFormat.superheroes(takeover.heroes()),
                takeover.from(),
                takeover.gapMillis());
    }

    @EventListener
    void log(CenterLeft event) {
        log.info("{} left the cluster; its superheroes have moved to the other centers", event.city());
    }

    @EventListener
    void log(CenterLost event) {
        log.warn("Lost {}; the other centers take over its superheroes", event.city());
    }

    @EventListener(ContextClosedEvent.class)
    void logShutdown() {
        log.info("{} is shutting down; its superheroes move to the other centers", center.city());
    }
}
