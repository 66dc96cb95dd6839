package dev.dispatch.web;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Describes what is wrong with the JSON of a request, without the names of our classes. */
final class JsonErrors {
    private JsonErrors() {}

    static String describe(@Nullable Throwable cause) {
        if (cause instanceof UnrecognizedPropertyException unknown) {
            return "Unknown field '%s'; allowed: %s"
                    .formatted(unknown.getPropertyName(), unknown.getKnownPropertyIds());
        }
        if (cause instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return field(mismatch) + " must be " + expected(mismatch.getTargetType());
        }
        if (cause instanceof InputCoercionException) {
            return "A number in the body is out of range";
        }
        if (cause instanceof StreamReadException syntax && syntax.getLocation() != null) {
            return "The body is not valid JSON at line %d, column %d: %s"
                    .formatted(
                            syntax.getLocation().getLineNr(),
                            syntax.getLocation().getColumnNr(),
                            syntax.getOriginalMessage().replaceFirst(" \\(start marker.*", ""));
        }
        if (cause instanceof DatabindException other) {
            return field(other) + ": " + other.getOriginalMessage();
        }
        return "The body must be one JSON object";
    }

    private static String field(JacksonException e) {
        String path = e.getPath().stream()
                .map(JacksonException.Reference::getPropertyName)
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "The body" : "'" + path + "'";
    }

    private static String expected(Class<?> type) {
        if (type == String.class) {
            return "a string";
        }
        return type == int.class ? "a whole number" : "one JSON object";
    }
}
