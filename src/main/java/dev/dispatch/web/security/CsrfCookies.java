package dev.dispatch.web.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.dispatch.web.Cookies;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;

/**
 * Keeps CSRF tokens in cookies, so that every center of a host accepts the forms of the others. Each token has a cookie of its own: if a
 * browser opens several pages at once, each gets a token, and none replaces that of another page.
 */
class CsrfCookies implements CsrfTokenRepository {
    private static final String HEADER = "X-CSRF-TOKEN";
    private static final String PARAMETER = "_csrf";
    private static final int LENGTH_OF_ID = 8;
    private static final Duration UNTIL_BROWSER_CLOSES = Duration.ofSeconds(-1);

    private final Cookies cookies;
    private final String prefix;
    private final XorCsrfTokenRequestAttributeHandler reader = new XorCsrfTokenRequestAttributeHandler();

    CsrfCookies(Cookies cookies) {
        this.cookies = cookies;
        this.prefix = cookies.name("csrf-");
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        return token(UUID.randomUUID().toString());
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        // null after a logout, but other open pages still use the token
        if (token != null) {
            String name = prefix + token.getToken().substring(0, LENGTH_OF_ID);
            cookies.send(request, response, name, token.getToken(), UNTIL_BROWSER_CLOSES);
        }
    }

    /** Returns the token that the request has sent with its form, else any token of the browser. */
    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        List<CsrfToken> tokens = tokens(request);
        return tokens.stream()
                .filter(token -> isSent(token, request))
                .findFirst()
                .orElse(tokens.isEmpty() ? null : tokens.get(0));
    }

    /** Whether the request proves that a center of this host served its page. */
    boolean isTokenSent(HttpServletRequest request) {
        return tokens(request).stream().anyMatch(token -> isSent(token, request));
    }

    private List<CsrfToken> tokens(HttpServletRequest request) {
        Cookie[] sent = request.getCookies();
        return Arrays.stream(sent == null ? new Cookie[0] : sent)
                .filter(cookie -> cookie.getName().startsWith(prefix)
                        && !cookie.getValue().isEmpty())
                .map(cookie -> token(cookie.getValue()))
                .toList();
    }

    private boolean isSent(CsrfToken token, HttpServletRequest request) {
        String given = reader.resolveCsrfTokenValue(request, token);
        return given != null && MessageDigest.isEqual(token.getToken().getBytes(UTF_8), given.getBytes(UTF_8));
    }

    private static CsrfToken token(String value) {
        return new DefaultCsrfToken(HEADER, PARAMETER, value);
    }
}
