package dev.dispatch.operations;

import static java.util.stream.Collectors.joining;

import dev.dispatch.settings.PortRange;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/** Describes an invalid setting: its environment variable, its value, and what is allowed. */
final class SettingError {
    private static final ConfigurationPropertyName OURS = ConfigurationPropertyName.of("dispatch");

    private static final String SECRET = "dispatch.password";

    private SettingError() {}

    static boolean isOurs(BindException failure) {
        return OURS.equals(failure.getName()) || OURS.isAncestorOf(failure.getName());
    }

    static String describe(BindException failure) {
        if (failure.getCause() instanceof BindValidationException invalid) {
            return invalid.getValidationErrors().getAllErrors().stream()
                    .map(SettingError::describe)
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
        return "%s=%s: %s".formatted(variable(setting), setting.equals(SECRET) ? "***" : value, allowed);
    }

    private static String variable(String setting) {
        return switch (setting) {
            case "dispatch.city" -> "CITY_NAME";
            case "dispatch.port" -> "PORT";
            default ->
                setting.replaceAll("\\[.*", "")
                        .replaceAll("(?<=[a-z])(?=[A-Z])|[.-]", "_")
                        .toUpperCase(Locale.ROOT);
        };
    }

    private static String allowed(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                    .collect(joining(", ", "one of ", ""));
        }
        if (type == Duration.class) {
            return "a duration such as 100ms or 4s";
        }
        if (type == PortRange.class) {
            return "at most 100 ports, such as 4900-4920";
        }
        return type == double.class ? "a number" : "a whole number";
    }
}
