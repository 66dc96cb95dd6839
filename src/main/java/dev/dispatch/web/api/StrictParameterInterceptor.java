package dev.dispatch.web.api;

import dev.dispatch.web.HeroView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses query parameters that a call does not know, or gets twice: what was meant by them would not happen. */
class StrictParameterInterceptor implements HandlerInterceptor {
    private static final Set<String> OF_A_VIEW = Set.of("search", "sort", "page", "size");

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            Set<String> known = Arrays.stream(method.getMethodParameters())
                    .flatMap(StrictParameterInterceptor::names)
                    .collect(Collectors.toCollection(TreeSet::new));
            request.getParameterMap().forEach((name, values) -> {
                require(known.contains(name), "There is no parameter '" + name + "' here" + otherThan(known));
                require(values.length == 1, "The parameter '" + name + "' is there more than once");
            });
        }
        return true;
    }

    private static Stream<String> names(MethodParameter parameter) {
        RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
        if (annotation != null) {
            return Stream.of(parameter.getParameter().getName());
        }
        return parameter.getParameterType() == HeroView.class ? OF_A_VIEW.stream() : Stream.empty();
    }

    private static String otherThan(Set<String> known) {
        return known.isEmpty() ? "" : ", only " + String.join(", ", known);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, message);
        }
    }
}
