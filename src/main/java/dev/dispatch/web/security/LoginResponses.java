package dev.dispatch.web.security;

import dev.dispatch.feed.AuditEntry.Action;
import dev.dispatch.web.Audit;
import dev.dispatch.web.Cookies;
import dev.dispatch.web.FlashMessage;
import dev.dispatch.web.FormRedirect;
import dev.dispatch.web.FormResult;
import dev.dispatch.web.ResponseFormat;
import dev.dispatch.web.security.LoginController.Reason;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.web.util.UriComponentsBuilder;

/** Answers logins, logouts and requests without a login. */
final class LoginResponses {
    private static final String DETAIL = "Log in as user " + Login.USER + " with the password of the cluster";

    private static final Logger log = LoggerFactory.getLogger(LoginResponses.class);

    private final Cookies cookies;
    private final Audit audit;

    LoginResponses(Cookies cookies, Audit audit) {
        this.cookies = cookies;
        this.audit = audit;
    }

    /** Redirects a form to the login page, which leads back to the page of the form. */
    static void redirectToLogin(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        if (ResponseFormat.isHtml(request)) {
            boolean creates = request.getRequestURI().equals("/heroes");
            String typed = creates ? request.getParameter("name") : null;
            seeOther(response, loginPage(Reason.NEEDED, FormRedirect.addressOf(request), typed == null ? "" : typed));
        } else {
            response.sendError(HttpStatus.UNAUTHORIZED.value(), DETAIL);
        }
    }

    /** Asks for HTTP Basic; scripts get an unknown scheme, so that the browser shows no dialog of its own over the page. */
    static void challenge(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        boolean script = "empty".equals(request.getHeader("Sec-Fetch-Dest"));
        response.setHeader(
                HttpHeaders.WWW_AUTHENTICATE,
                (script ? "X-Basic" : "Basic") + " realm=\"Dispatch\", charset=\"UTF-8\"");
        response.sendError(HttpStatus.UNAUTHORIZED.value(), DETAIL + ", using HTTP Basic");
    }

    void loggedIn(HttpServletRequest request, HttpServletResponse response, Authentication login) {
        String user = LoginCookies.nameOf(login);
        audit.add(request, user, Action.LOGGED_IN, "");
        new FlashMessage(FormResult.LOGGED_IN, user, null, typed(request)).send(cookies, request, response);
        seeOther(response, to(request));
    }

    static void failed(HttpServletRequest request, HttpServletResponse response) {
        seeOther(response, loginPage(Reason.WRONG, to(request), typed(request)));
    }

    /** Redirects to the login page, which names the reason. */
    static void failedAtProvider(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure) {
        boolean noRole = failure instanceof OAuth2AuthenticationException refused
                && refused.getError().getErrorCode().equals(RolesClaim.NO_ROLE);
        log.debug("A login by an identity provider failed", failure);
        seeOther(response, loginPage(noRole ? Reason.NO_ROLE : Reason.PROVIDER, to(request), typed(request)));
    }

    /** Refuses a request of a user who may only look, or a form without its token. */
    static void denied(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        boolean badForm = denied instanceof CsrfException;
        response.sendError(
                HttpStatus.FORBIDDEN.value(),
                badForm ? null : "%s may not do this; it needs the role dispatcher".formatted(request.getRemoteUser()));
    }

    void loggedOut(HttpServletRequest request, HttpServletResponse response) {
        new FlashMessage(FormResult.LOGGED_OUT, "").send(cookies, request, response);
        seeOther(response, "/");
    }

    /** The page to which a login leads back. */
    private static String to(HttpServletRequest request) {
        Object ofProvider = request.getAttribute(ProviderRequestCookies.RETURN_TO);
        return FormRedirect.local(ofProvider == null ? request.getParameter("to") : ofProvider.toString());
    }

    /** The name that was typed before the login, for the form to which the login leads back. */
    private static String typed(HttpServletRequest request) {
        return Objects.requireNonNullElse(request.getParameter("typed"), "");
    }

    private static String loginPage(Reason reason, String to, String typed) {
        UriComponentsBuilder page = UriComponentsBuilder.fromPath("/login")
                .queryParam("problem", reason)
                .queryParam("to", "{to}");
        return (typed.isEmpty() ? page : page.queryParam("typed", "{typed}"))
                .encode()
                .buildAndExpand(Map.of("to", to, "typed", typed))
                .toUriString();
    }

    private static void seeOther(HttpServletResponse response, String address) {
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader(HttpHeaders.LOCATION, address);
    }
}
