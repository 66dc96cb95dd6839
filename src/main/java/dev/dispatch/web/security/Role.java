package dev.dispatch.web.security;

/** What a user may do beyond reading pages and API. Each role includes those after it. */
enum Role {
    /** Changes everything, and reads all endpoints of the actuator. */
    DISPATCHER,
    /** Reads the audit trail. */
    VIEWER,
    /** Reads metrics, details of the health and the SBOM. */
    MONITOR;

    /** The order of roles, as Spring Security reads it. */
    static final String HIERARCHY = "ROLE_DISPATCHER > ROLE_VIEWER > ROLE_MONITOR";

    String authority() {
        return "ROLE_" + name();
    }
}
