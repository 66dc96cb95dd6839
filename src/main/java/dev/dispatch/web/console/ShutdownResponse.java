package dev.dispatch.web.console;

import dev.dispatch.web.FlashMessage;
import dev.dispatch.web.FormRedirect;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** What a center answers that is told to leave: it would hardly be there to be asked for a page once more. */
@Component
class ShutdownResponse {
    private static final MediaType STREAM = MediaType.parseMediaType("text/vnd.turbo-stream.html");

    private final CenterLinks elsewhere;
    private final ITemplateEngine templates;

    ShutdownResponse(CenterLinks elsewhere, ITemplateEngine templates) {
        this.elsewhere = elsewhere;
        this.templates = templates;
    }

    /** A page with scripts stays, and goes on with the next center by itself; who has none is led there, if it is known where. */
    Object answer(FlashMessage flash, HttpServletRequest request, HttpServletResponse response) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        if (accepted != null && accepted.contains(STREAM.toString())) {
            return ResponseEntity.accepted()
                    .contentType(STREAM)
                    .body(templates.process("said", new Context(Locale.ENGLISH, Map.of("flash", flash))));
        }
        List<CenterLinks.Link> others = elsewhere.from(request);
        if (others.isEmpty()) {
            return new ModelAndView("leaving", Map.of("flash", flash), HttpStatus.ACCEPTED);
        }
        flash.send(response);
        return FormRedirect.seeOther(others.get(0).url() + FormRedirect.addressOf(request));
    }
}
