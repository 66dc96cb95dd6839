package dev.dispatch.web.security;

import dev.dispatch.web.FlashMessage;
import dev.dispatch.web.FormRedirect;
import dev.dispatch.web.FormResult;
import dev.dispatch.web.LocalRedirect;
import dev.dispatch.web.ResponseFormat;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.util.UriComponentsBuilder;

/** What follows a request that needs a login, one to log in, and one to log out. */
final class LoginResponses {
    private static final String REASON = "This needs the user " + Login.USER + " and the password of the cluster";

    private LoginResponses() {}

    /** A form leads to the page where one logs in, from where one comes back. */
    static void ask(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        if (ResponseFormat.isPerson(request)) {
            seeOther(response, login(LoginProblem.NEEDED, FormRedirect.addressOf(request)));
        } else {
            response.sendError(HttpStatus.UNAUTHORIZED.value(), REASON);
        }
    }

    /**
     * A program is told how to log in. A script in a browser is told in a way that the browser does not know: it would ask its
     * user for a password by itself, in the middle of a page.
     */
    static void challenge(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        boolean script = "empty".equals(request.getHeader("Sec-Fetch-Dest"));
        response.setHeader(
                HttpHeaders.WWW_AUTHENTICATE,
                (script ? "X-Basic" : "Basic") + " realm=\"Dispatch\", charset=\"UTF-8\"");
        response.sendError(HttpStatus.UNAUTHORIZED.value(), REASON + ", by HTTP Basic");
    }

    static void succeeded(HttpServletRequest request, HttpServletResponse response) {
        new FlashMessage(FormResult.LOGGED_IN, Login.USER).send(response);
        seeOther(response, LocalRedirect.of(request.getParameter("to")));
    }

    static void failed(HttpServletRequest request, HttpServletResponse response) {
        seeOther(response, login(LoginProblem.WRONG, LocalRedirect.of(request.getParameter("to"))));
    }

    static void loggedOut(HttpServletResponse response) {
        new FlashMessage(FormResult.LOGGED_OUT, "").send(response);
        seeOther(response, "/");
    }

    private static String login(LoginProblem problem, String to) {
        return UriComponentsBuilder.fromPath("/login")
                .queryParam("problem", problem)
                .queryParam("to", "{to}")
                .encode()
                .buildAndExpand(to)
                .toUriString();
    }

    private static void seeOther(HttpServletResponse response, String address) {
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader(HttpHeaders.LOCATION, address);
    }
}
