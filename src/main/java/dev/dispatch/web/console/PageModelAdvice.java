package dev.dispatch.web.console;

import dev.dispatch.cluster.Center;
import dev.dispatch.cluster.Centers;
import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.settings.PortRange;
import dev.dispatch.web.Page;
import dev.dispatch.web.security.Login;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the head of every page says. */
@ControllerAdvice(annotations = Page.class)
class PageModelAdvice {
    private final Centers centers;
    private final CenterLinks elsewhere;
    private final Login login;
    private final DispatchProperties properties;
    private final LongSupplier clock;

    PageModelAdvice(
            Centers centers,
            CenterLinks elsewhere,
            Login login,
            DispatchProperties properties,
            LongSupplier clusterClock) {
        this.centers = centers;
        this.elsewhere = elsewhere;
        this.login = login;
        this.properties = properties;
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

    /** Where who has no scripts can go on by hand. */
    @ModelAttribute("elsewhere")
    List<CenterLinks.Link> elsewhere(HttpServletRequest request) {
        return elsewhere.from(request);
    }

    /** Where to look for centers that are published there. */
    @ModelAttribute("publishedPorts")
    @Nullable
    PortRange publishedPorts() {
        return properties.publishedPorts();
    }

    /** Whether whoever looks at the page may do something there. */
    @ModelAttribute("loginRequired")
    boolean loginRequired() {
        return login.isRequired();
    }

    /** Who is logged in, if anybody is. */
    @ModelAttribute("user")
    @Nullable
    String user(HttpServletRequest request) {
        return request.getRemoteUser();
    }

    @ModelAttribute("city")
    String city() {
        return centers.self().city();
    }
}
