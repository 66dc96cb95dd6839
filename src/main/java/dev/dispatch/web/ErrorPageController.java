package dev.dispatch.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Renders errors as a page for browsers and as problem details for programs. */
@Page
class ErrorPageController implements ErrorController {
    @RequestMapping("/error")
    Object error(HttpServletRequest request) {
        HttpStatus status = status(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE));
        String detail = detail(status, request.getAttribute(RequestDispatcher.ERROR_MESSAGE));
        // no page for a host name that is not allowed: scripts of that origin could read the page
        if (ResponseFormat.isHtml(request) && status != HttpStatus.MISDIRECTED_REQUEST) {
            return new ModelAndView("error", status).addObject("status", status).addObject("detail", detail);
        }
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        if (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String path) {
            problem.setInstance(URI.create(path));
        }
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static HttpStatus status(@Nullable Object code) {
        HttpStatus status = code instanceof Integer number ? HttpStatus.resolve(number) : null;
        return status == null ? HttpStatus.NOT_FOUND : status;
    }

    private static String detail(HttpStatus status, @Nullable Object message) {
        if (message instanceof String text && !text.isBlank() && !text.equals(status.getReasonPhrase())) {
            return text;
        }
        return switch (status) {
            case FORBIDDEN ->
                "This form has expired or belongs to another page. Go back, reload the page and try again.";
            case NOT_FOUND -> "There is nothing at this address. Check the URL.";
            case INTERNAL_SERVER_ERROR -> "The request failed. The log of this center has the error.";
            default -> "The request cannot be processed. Check its URL, headers and body.";
        };
    }
}
