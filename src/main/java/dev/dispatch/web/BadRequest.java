package dev.dispatch.web;

import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Answers invalid input with status 400. */
public final class BadRequest {
    private BadRequest() {}

    /** Returns the parsed value; an {@link IllegalArgumentException} becomes a problem with its message as detail. */
    public static <T> T ifInvalid(Supplier<T> parser) {
        try {
            return parser.get();
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, e.getMessage(), e);
        }
    }
}
