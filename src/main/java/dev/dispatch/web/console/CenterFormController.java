package dev.dispatch.web.console;

import dev.dispatch.cluster.Center;
import dev.dispatch.cluster.Centers;
import dev.dispatch.feed.AuditEntry.Action;
import dev.dispatch.web.Audit;
import dev.dispatch.web.Cookies;
import dev.dispatch.web.FlashMessage;
import dev.dispatch.web.FormRedirect;
import dev.dispatch.web.FormResult;
import dev.dispatch.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** The form that shuts a center down. */
@Page
class CenterFormController {
    private static final MediaType STREAM = MediaType.parseMediaType("text/vnd.turbo-stream.html");

    private final Centers centers;
    private final CenterLinks links;
    private final ITemplateEngine templates;
    private final Cookies cookies;
    private final Audit audit;

    CenterFormController(Centers centers, CenterLinks links, ITemplateEngine templates, Cookies cookies, Audit audit) {
        this.centers = centers;
        this.links = links;
        this.templates = templates;
        this.cookies = cookies;
        this.audit = audit;
    }

    /** Shuts a center down. The last one requires its city as confirmation. */
    @PostMapping("/centers/{id}/shutdown")
    Object shutDown(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String city,
            HttpServletRequest request,
            HttpServletResponse response) {
        Center center = centers.find(id).orElse(null);
        if (center == null) {
            return redirect(FormResult.NO_SUCH_CENTER, "", request, response);
        }
        // the page may not know yet that somebody else has just shut the other one down
        boolean last = ShutdownPreview.isLast(center, centers.all()) || !centers.reserveShutdown(id);
        if (last && !city.strip().equals(center.city())) {
            return redirect(FormResult.CITY_NOT_CONFIRMED, center.city(), request, response);
        }
        FormResult accepted = last ? FormResult.LAST_LEAVING : FormResult.LEAVING;
        if (center.self()) {
            // first, while this center knows the others
            Object answer = shutdownResponse(new FlashMessage(accepted, center.city()), request, response);
            audit.add(Action.CENTER_SHUT_DOWN, center.city());
            centers.shutDown(id);
            return answer;
        }
        if (!centers.shutDown(id)) {
            return redirect(FormResult.NO_SUCH_CENTER, center.city(), request, response);
        }
        audit.add(Action.CENTER_SHUT_DOWN, center.city());
        return redirect(accepted, center.city(), request, response);
    }

    private ResponseEntity<Void> redirect(
            FormResult result, String city, HttpServletRequest request, HttpServletResponse response) {
        new FlashMessage(result, city).send(cookies, request, response);
        return FormRedirect.backFrom(request);
    }

    /**
     * Builds the response of this center while it shuts down. It cannot redirect to itself, because it may be gone by then. A page with scripts stays, and reconnects to another
     * center by itself. Without scripts, the browser is redirected to another center if there is one.
     */
    private Object shutdownResponse(FlashMessage flash, HttpServletRequest request, HttpServletResponse response) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        if (accepted != null && accepted.contains(STREAM.toString())) {
            return ResponseEntity.accepted()
                    .contentType(STREAM)
                    .body(templates.process("message-stream", new Context(Locale.ENGLISH, Map.of("flash", flash))));
        }
        List<CenterLinks.Link> others = links.from(request);
        if (others.isEmpty()) {
            return new ModelAndView("shutting-down", Map.of("flash", flash), HttpStatus.ACCEPTED);
        }
        flash.send(cookies, request, response);
        return FormRedirect.seeOther(others.get(0).url() + FormRedirect.addressOf(request));
    }
}
