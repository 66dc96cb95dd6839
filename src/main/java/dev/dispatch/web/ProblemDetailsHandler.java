package dev.dispatch.web;

import dev.dispatch.registry.InsufficientMemoryException;
import dev.dispatch.registry.NameTakenException;
import dev.dispatch.registry.RegistryUnavailableException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.exc.StreamConstraintsException;

/**
 * Maps exceptions to problem details, or for browsers to the page of {@link ErrorPageController}. Details of some of
 * Spring's exceptions are in {@code messages.properties}. Unexpected exceptions are not handled here: Tomcat logs them and
 * answers 500.
 */
@ControllerAdvice
class ProblemDetailsHandler extends ResponseEntityExceptionHandler {
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> nameTaken(NameTakenException e, WebRequest request) {
        return problem(e, HttpStatus.CONFLICT, e.getMessage(), new HttpHeaders(), request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> unavailable(RegistryUnavailableException e, WebRequest request) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, "1");
        return problem(e, HttpStatus.SERVICE_UNAVAILABLE, e.getMessage(), headers, request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> insufficientMemory(InsufficientMemoryException e, WebRequest request) {
        return problem(e, HttpStatus.INSUFFICIENT_STORAGE, e.getMessage(), new HttpHeaders(), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (e.getCause() instanceof StreamConstraintsException) {
            return problem(e, HttpStatus.CONTENT_TOO_LARGE, "The body is too large", headers, request);
        }
        return problem(e, status, JsonErrors.describe(e.getCause()), headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Stream<String> details =
                e.getFieldErrors().stream().map(error -> error.getField() + " " + error.getDefaultMessage());
        return problem(e, status, join(details), headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Stream<String> details = e.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error ->
                                result.getMethodParameter().getParameterName() + " " + error.getDefaultMessage()));
        return problem(e, status, join(details), headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ResponseEntity<Object> problem = super.handleExceptionInternal(e, body, headers, status, request);
        ServletWebRequest web = (ServletWebRequest) request;
        HttpServletResponse response = web.getResponse();
        if (problem == null || response == null || !ResponseFormat.isHtml(web.getRequest())) {
            return problem;
        }
        headers.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        try {
            response.sendError(
                    status.value(), problem.getBody() instanceof ProblemDetail detail ? detail.getDetail() : null);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return null;
    }

    private static String join(Stream<String> details) {
        return details.sorted().collect(Collectors.joining("; "));
    }

    private @Nullable ResponseEntity<Object> problem(
            Exception e, HttpStatusCode status, @Nullable String detail, HttpHeaders headers, WebRequest request) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        return handleExceptionInternal(e, problem, headers, status, request);
    }
}
