package dev.dispatch.web.security;

import dev.dispatch.cluster.PasswordKey;
import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.web.Cookies;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.authentication.RememberMeServices;
import org.springframework.stereotype.Component;

/**
 * The login of browsers: a signed cookie, which every center with the same password accepts and none stores. It survives the
 * center that issued it, and a new password invalidates it.
 */
@Component
public class Login {
    public static final String USER = "dispatcher";
    /** The role of those who may change everything. */
    public static final String ROLE = Role.DISPATCHER.name();

    private final boolean required;
    private final PasswordKey key;
    private final Cookies cookies;

    Login(DispatchProperties properties, PasswordKey key, Cookies cookies) {
        this.required = properties.password() != null;
        this.key = key;
        this.cookies = cookies;
    }

    /** Whether a password is set, so that changes need a login. */
    public boolean isRequired() {
        return required;
    }

    /** Issues and checks the cookies. */
    RememberMeServices cookies(UserDetailsService users) {
        return new LoginCookies(signingKey(), cookies, users);
    }

    String signingKey() {
        return key.derive("login");
    }
}
