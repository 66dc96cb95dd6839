package dev.dispatch.operations;

import dev.dispatch.settings.StartRefusedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Logs one line for a failed start that the user can fix. Spring Boot reports all other failures. */
// not a FailureAnalyzer: Spring Boot prints an analysis as a banner of several lines
@Order(Ordered.HIGHEST_PRECEDENCE)
class StartFailureReporter implements SpringBootExceptionReporter {
    private static final Logger log = LoggerFactory.getLogger(StartFailureReporter.class);

    @Override
    public boolean reportException(Throwable failure) {
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
        if (failure instanceof BindException invalid && SettingError.isOurs(invalid)) {
            return SettingError.describe(invalid);
        }
        return reason(failure.getCause());
    }
}
