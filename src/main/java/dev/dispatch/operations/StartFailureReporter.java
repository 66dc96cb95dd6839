package dev.dispatch.operations;

import static java.util.stream.Collectors.joining;

import dev.dispatch.cluster.member.ProcessShutdown;
import dev.dispatch.settings.PortRange;
import dev.dispatch.settings.StartRefusedException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/**
 * Logs one line for a failed start that the user can fix. For an invalid setting, the line has the environment variable, the
 * value and the allowed values. Spring Boot reports all other failures.
 */
// not a FailureAnalyzer: Spring Boot logs an analysis as a banner of several lines
@Order(Ordered.HIGHEST_PRECEDENCE)
class StartFailureReporter implements SpringBootExceptionReporter {
    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("dispatch");
    private static final Set<String> SECRETS =
            Set.of("dispatch.password", "dispatch.store.url", "dispatch.store.password", "dispatch.monitoring.token");
    private static final Logger log = LoggerFactory.getLogger(StartFailureReporter.class);

    @Override
    public boolean reportException(Throwable failure) {
        if (ProcessShutdown.inProgress()) {
            log.info("Stopped during the start");
            log.debug("The start failed after the process was told to stop", failure);
            return true;
        }
        String reason = reason(failure);
        if (reason == null) {
            return false;
        }
        log.error(reason);
        return true;
    }

    static @Nullable String reason(@Nullable Throwable failure) {
        if (failure == null) {
            return null;
        }
        if (failure instanceof StartRefusedException) {
            return failure.getMessage();
        }
        if (failure instanceof PortInUseException taken) {
            return "PORT %d was taken by another program during the start; start again, or choose another port"
                    .formatted(taken.getPort());
        }
        if (failure instanceof BindException invalid
                && (PREFIX.equals(invalid.getName()) || PREFIX.isAncestorOf(invalid.getName()))) {
            return describe(invalid);
        }
        return reason(failure.getCause());
    }

    private static String describe(BindException failure) {
        if (NestedExceptionUtils.getRootCause(failure) instanceof StartRefusedException refused) {
            return String.valueOf(refused.getMessage());
        }
        if (failure.getCause() instanceof BindValidationException invalid) {
            return invalid.getValidationErrors().getAllErrors().stream()
                    .map(StartFailureReporter::describe)
                    .sorted()
                    .collect(joining("; "));
        }
        ConfigurationProperty property = failure.getProperty();
        return describe(
                failure.getName().toString(),
                property == null ? null : property.getValue(),
                "must be " + allowed(failure.getTarget().getType().resolve(Object.class)));
    }

    private static String describe(ObjectError error) {
        return error instanceof FieldError field
                ? describe("dispatch." + field.getField(), field.getRejectedValue(), "" + field.getDefaultMessage())
                : "" + error.getDefaultMessage();
    }

    private static String describe(String setting, @Nullable Object value, String allowed) {
        return "%s=%s: %s".formatted(variable(setting), SECRETS.contains(setting) ? "***" : value, allowed);
    }

    private static String variable(String setting) {
        return switch (setting) {
            case "dispatch.city" -> "CITY_NAME";
            case "dispatch.port" -> "PORT";
            case "dispatch.store.type" -> "DISPATCH_STORE";
            default ->
                setting.replaceAll("\\[.*", "")
                        .replaceAll("(?<=[a-z])(?=[A-Z])|[.-]", "_")
                        .toUpperCase(Locale.ROOT);
        };
    }

    private static String allowed(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant ->
                            constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .collect(joining(", ", "one of ", ""));
        }
        if (type == Duration.class) {
            return "a duration such as 100ms or 4s";
        }
        if (type == PortRange.class) {
            return "at most 100 ports, such as 4900-4920";
        }
        if (type == List.class) {
            return "addresses or ranges such as 10.0.0.8/30, comma-separated";
        }
        if (type == boolean.class) {
            return "true or false";
        }
        return type == double.class ? "a number" : "a whole number";
    }
}
