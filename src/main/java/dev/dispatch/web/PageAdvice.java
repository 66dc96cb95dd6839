package dev.dispatch.web;

import dev.dispatch.cluster.Center;
import dev.dispatch.cluster.Centers;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the head of every page says. */
@ControllerAdvice(assignableTypes = {PageController.class, FormController.class, ErrorPageController.class})
class PageAdvice {
    private final Centers centers;
    private final LongSupplier clock;

    PageAdvice(Centers centers, LongSupplier clusterClock) {
        this.centers = centers;
        this.clock = clusterClock;
    }

    /** By which the page counts down, whatever the clock of the browser says. */
    @ModelAttribute("now")
    Instant now() {
        return Instant.ofEpochMilli(clock.getAsLong());
    }

    /** Where the page can go on when this center is gone. */
    @ModelAttribute("servedBy")
    List<Center> servedBy() {
        return centers.all();
    }

    @ModelAttribute("city")
    String city() {
        return centers.self().city();
    }
}
