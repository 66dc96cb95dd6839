package dev.dispatch.web;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a body, in the words of whoever wrote it. */
final class JsonErrors {
    private JsonErrors() {}

    static String describe(@Nullable Throwable cause) {
        if (cause instanceof UnrecognizedPropertyException unknown) {
            return "There is no field '%s' here, only %s"
                    .formatted(unknown.getPropertyName(), unknown.getKnownPropertyIds());
        }
        if (cause instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return field(mismatch) + " is not " + expected(mismatch.getTargetType());
        }
        if (cause instanceof InputCoercionException) {
            return "A number in the body is out of range";
        }
        if (cause instanceof StreamReadException broken && broken.getLocation() != null) {
            return "The body is not valid JSON at line %d, column %d: %s"
                    .formatted(
                            broken.getLocation().getLineNr(),
                            broken.getLocation().getColumnNr(),
                            broken.getOriginalMessage().replaceFirst(" \\(start marker.*", ""));
        }
        if (cause instanceof DatabindException wrong) {
            return field(wrong) + ": " + wrong.getOriginalMessage();
        }
        return "A JSON object is expected in the body";
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
