package dev.dispatch.web;

import dev.dispatch.cluster.Center;
import dev.dispatch.cluster.Centers;
import java.util.List;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the head of every page says. */
@ControllerAdvice(assignableTypes = {PageController.class, FormController.class, ErrorPageController.class})
class PageAdvice {
    private final Centers centers;

    PageAdvice(Centers centers) {
        this.centers = centers;
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
