package dev.dispatch.web.console;

import dev.dispatch.cluster.Centers;
import dev.dispatch.registry.PlannedTerminations;
import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.web.Page;
import dev.dispatch.web.security.Login;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Fills the model of the layout that all pages share. */
@ControllerAdvice(annotations = Page.class)
class PageModelAdvice {
    private final Centers centers;
    private final CenterLinks links;
    private final Login login;
    private final DispatchProperties properties;
    private final LongSupplier clock;

    PageModelAdvice(
            Centers centers, CenterLinks links, Login login, DispatchProperties properties, LongSupplier clusterClock) {
        this.centers = centers;
        this.links = links;
        this.login = login;
        this.properties = properties;
        this.clock = clusterClock;
    }

    @ModelAttribute
    void fill(Model model, HttpServletRequest request) {
        model.addAttribute("city", centers.self().city());
        model.addAttribute("loginRequired", login.isRequired());
        model.addAttribute("user", request.getRemoteUser());
        model.addAttribute("mayChange", !login.isRequired() || request.isUserInRole(Login.ROLE));
        // countdowns of the page follow the cluster clock, not that of the browser
        model.addAttribute("now", Instant.ofEpochMilli(clock.getAsLong()));
        model.addAttribute("turnMillis", properties.hero().turnInterval().toMillis());
        model.addAttribute("graceMillis", PlannedTerminations.GRACE.toMillis());
        // where the page can reconnect: with scripts by itself, else by links
        model.addAttribute("knownCenters", centers.all());
        model.addAttribute("publishedPorts", properties.publishedPorts());
        model.addAttribute("otherCenters", links.from(request));
    }
}
