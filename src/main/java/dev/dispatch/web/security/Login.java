package dev.dispatch.web.security;

import dev.dispatch.cluster.PasswordKey;
import dev.dispatch.settings.DispatchProperties;
import java.time.Duration;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.authentication.rememberme.AbstractRememberMeServices;
import org.springframework.security.web.authentication.rememberme.TokenBasedRememberMeServices;
import org.springframework.stereotype.Component;

/**
 * Whether one has to log in, and by what a browser stays logged in: a signed cookie that every center with the same password
 * takes, so that nobody is logged out by a center that goes. None of them remembers who is logged in.
 */
@Component
public class Login {
    public static final String USER = "dispatcher";
    static final String COOKIE = "dispatch-login";
    private static final Duration LIFETIME = Duration.ofDays(1);

    private final boolean required;
    private final PasswordKey key;

    Login(DispatchProperties properties, PasswordKey key) {
        this.required = properties.password() != null;
        this.key = key;
    }

    /** Whether there is a password. */
    public boolean isRequired() {
        return required;
    }

    /** Signs the cookie, and reads it; a new password makes all that were signed void. */
    AbstractRememberMeServices cookies(UserDetailsService users) {
        TokenBasedRememberMeServices cookies = new TokenBasedRememberMeServices(signingKey(), users);
        cookies.setAlwaysRemember(true);
        cookies.setCookieName(COOKIE);
        cookies.setCookieCustomizer(cookie -> cookie.setAttribute("SameSite", "Strict"));
        cookies.setTokenValiditySeconds(Math.toIntExact(LIFETIME.toSeconds()));
        return cookies;
    }

    String signingKey() {
        return key.derive("login");
    }
}
