package dev.dispatch.operations;

import dev.dispatch.cluster.CenterEvent.CenterLeft;
import dev.dispatch.cluster.CenterEvent.CenterLost;
import dev.dispatch.cluster.LocalCenter;
import dev.dispatch.cluster.Takeover;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The story of this center in the log. That another one is gone is told by one center of the cluster only. */
@Component
class CenterLog {
    private static final Logger log = LoggerFactory.getLogger(CenterLog.class);

    private final LocalCenter center;

    CenterLog(LocalCenter center) {
        this.center = center;
    }

    @EventListener(ApplicationReadyEvent.class)
    void ready() {
        log.info("{} is ready at {}", center.city(), center.url());
    }

    @EventListener
    void moved(Takeover takeover) {
        log.info(
                "{} superheroes of {} go on in {}, at the most {} ms late",
                takeover.heroes(),
                takeover.from(),
                takeover.to(),
                takeover.gapMillis());
    }

    @EventListener
    void left(CenterLeft event) {
        log.info("{} has left", event.city());
    }

    @EventListener
    void lost(CenterLost event) {
        log.warn("{} is lost", event.city());
    }

    @EventListener(ContextClosedEvent.class)
    void leaving() {
        log.info("{} leaves", center.city());
    }
}
