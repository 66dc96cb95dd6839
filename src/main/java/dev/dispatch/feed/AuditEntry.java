package dev.dispatch.feed;

import java.time.Instant;

/**
 * An audit entry: who did what through which center.
 *
 * @param user the name of the user, or {@link #NOBODY}
 * @param address where the request came from: the IP address of a client, or of a proxy that is not trusted
 * @param center the city of the center that got the request
 * @param subject what the text is about, such as the name of a hero
 */
public record AuditEntry(Instant at, String user, Action action, String subject, String address, String center) {
    /** The user of a request without a login. */
    public static final String NOBODY = "nobody";

    /** What a user can do. Each has a text for the log, in which %s is the subject. */
    public enum Action {
        ENLISTED("enlisted %s"),
        TERMINATED("terminated %s"),
        TERMINATION_PLANNED("planned to terminate %s"),
        TERMINATION_UNDONE("undid plan %s"),
        CENTER_SHUT_DOWN("shut down %s"),
        ACTUATOR_CALLED("called %s"),
        LOGGED_IN("logged in"),
        LOGIN_FAILED("failed to log in %s"),
        REFUSED("was refused %s"),
        /** An action that only newer centers know. */
        OTHER("did something that this version does not know: %s");

        private final String text;

        Action(String text) {
            this.text = text;
        }

        boolean isFailure() {
            return this == LOGIN_FAILED || this == REFUSED;
        }
    }

    /** One line for the log. */
    String text() {
        return "%s from %s %s".formatted(user, address, action.text.formatted(subject));
    }
}
