package dev.dispatch.web.security;

import dev.dispatch.web.Cookies;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.web.authentication.rememberme.InvalidCookieException;
import org.springframework.security.web.authentication.rememberme.TokenBasedRememberMeServices;

/**
 * Issues and checks the signed cookies of logins. The cookie of a provider's user also carries the role, before the name, so that no center
 * asks the provider again.
 */
final class LoginCookies extends TokenBasedRememberMeServices {
    private static final Duration LIFETIME = Duration.ofDays(1);

    LoginCookies(String signingKey, Cookies cookies, UserDetailsService users) {
        super(signingKey, name -> name.contains(" ") ? userOfProvider(name) : users.loadUserByUsername(name));
        setAlwaysRemember(true);
        setCookieName(cookies.name("login"));
        setCookieCustomizer(cookie -> cookie.setAttribute("SameSite", Cookies.SAME_SITE));
        setTokenValiditySeconds(Math.toIntExact(LIFETIME.toSeconds()));
    }

    /** The password only has to be some text: the key of the cookies is secret. */
    private static UserDetails userOfProvider(String roleAndName) {
        String role = roleAndName.substring(0, roleAndName.indexOf(' '));
        return Stream.of(Role.values())
                .filter(each -> each.name().equals(role))
                .map(each -> User.withUsername(roleAndName)
                        .password("of provider")
                        .roles(role)
                        .build())
                .findFirst()
                .orElseThrow(() -> UsernameNotFoundException.fromUsername(roleAndName));
    }

    /** A cookie that no center wrote can have any text. */
    @Override
    protected String[] decodeCookie(String cookie) {
        try {
            return super.decodeCookie(cookie);
        } catch (IllegalArgumentException e) {
            throw new InvalidCookieException("not a login: " + e.getMessage());
        }
    }

    /** Keeps the old login: a link on any site can lead to the address where providers answer. */
    @Override
    public void loginFail(HttpServletRequest request, HttpServletResponse response) {}

    @Override
    protected UserDetails processAutoLoginCookie(
            String[] parts, HttpServletRequest request, HttpServletResponse response) {
        try {
            return super.processAutoLoginCookie(parts, request, response);
        } catch (IllegalArgumentException e) {
            throw new InvalidCookieException("not a login: " + e.getMessage());
        }
    }

    @Override
    protected String retrieveUserName(Authentication login) {
        if (login instanceof OAuth2AuthenticationToken ofProvider) {
            boolean changes = ofProvider.getAuthorities().stream()
                    .anyMatch(authority -> Role.DISPATCHER.authority().equals(authority.getAuthority()));
            return (changes ? Role.DISPATCHER : Role.VIEWER) + " " + nameOf(ofProvider);
        }
        return super.retrieveUserName(login);
    }

    /** The name of a user, different from those of other providers and of this program. */
    static String nameOf(Authentication login) {
        return login instanceof OAuth2AuthenticationToken ofProvider
                ? "%s (%s)".formatted(ofProvider.getName(), ofProvider.getAuthorizedClientRegistrationId())
                : login.getName();
    }

    @Override
    protected Authentication createSuccessfulAuthentication(HttpServletRequest request, UserDetails user) {
        String name = user.getUsername();
        UserDetails shown = User.withUserDetails(user)
                .username(name.substring(name.indexOf(' ') + 1))
                .build();
        return super.createSuccessfulAuthentication(request, shown);
    }
}
