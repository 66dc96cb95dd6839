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

/** What is shown instead of what was asked for. */
@Page
class ErrorPageController implements ErrorController {

    @RequestMapping("/error")
    Object error(HttpServletRequest request) {
        HttpStatus status = status(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE));
        String detail = detail(status, request.getAttribute(RequestDispatcher.ERROR_MESSAGE));
        // whoever calls us by a wrong name gets no page of ours, not even this one
        if (ResponseFormat.isPerson(request) && status != HttpStatus.MISDIRECTED_REQUEST) {
            return new ModelAndView("error", status).addObject("status", status).addObject("detail", detail);
        }
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem(status, detail, request));
    }

    private static ProblemDetail problem(HttpStatus status, String detail, HttpServletRequest request) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        if (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String path) {
            problem.setInstance(URI.create(path));
        }
        return problem;
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
            case FORBIDDEN -> "This form has expired, or is not of this page. Go back, reload, and try again.";
            case NOT_FOUND -> "There is nothing at this address.";
            case INTERNAL_SERVER_ERROR -> "Something went wrong here; the log of this center says what.";
            default -> "This cannot be done.";
        };
    }
}
