package dev.dispatch.web.security;

import dev.dispatch.web.FormRedirect;
import dev.dispatch.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Shows the login page; Spring Security's filters handle its form and the logout. */
@Page
class LoginController {
    private final Login login;
    private final ProviderLogin providers;

    LoginController(Login login, ProviderLogin providers) {
        this.login = login;
        this.providers = providers;
    }

    @GetMapping("/login")
    Object login(
            HttpServletRequest request,
            @RequestParam @Nullable Reason problem,
            @RequestParam @Nullable String to,
            @RequestParam(defaultValue = "") String typed,
            Model model) {
        if (!login.isRequired()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        String back = to == null
                ? FormRedirect.localReferer(request.getHeader(HttpHeaders.REFERER), request.getServerName())
                : FormRedirect.local(to);
        if (request.getRemoteUser() != null) {
            return "redirect:" + back;
        }
        model.addAttribute("problem", problem);
        model.addAttribute("to", back);
        model.addAttribute("typed", typed);
        model.addAttribute("providers", providers.names());
        return "login";
    }

    /** Why the login page is shown; each has a text in {@code messages.properties}. */
    enum Reason {
        NEEDED,
        WRONG,
        NO_ROLE,
        PROVIDER
    }
}
