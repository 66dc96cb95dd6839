package dev.dispatch.web.api;

import dev.dispatch.web.HeroView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerInterceptor;

/** Rejects unknown and repeated query parameters: ignoring a mistyped one could terminate the wrong heroes. */
class StrictParameterInterceptor implements HandlerInterceptor {
    private static final List<String> HERO_VIEW = List.of("page", "search", "size", "sort");

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            List<String> known = Arrays.stream(method.getMethodParameters())
                    .flatMap(StrictParameterInterceptor::names)
                    .toList();
            String allowed = known.isEmpty() ? "none are allowed here" : "allowed: " + String.join(", ", known);
            request.getParameterMap().forEach((name, values) -> {
                require(known.contains(name), "Unknown parameter '" + name + "'; " + allowed);
                require(values.length == 1, "Parameter '" + name + "' must be given only once");
            });
        }
        return true;
    }

    private static Stream<String> names(MethodParameter parameter) {
        if (parameter.hasParameterAnnotation(RequestParam.class)) {
            return Stream.of(parameter.getParameter().getName());
        }
        return parameter.getParameterType() == HeroView.class ? HERO_VIEW.stream() : Stream.empty();
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, message);
        }
    }
}
