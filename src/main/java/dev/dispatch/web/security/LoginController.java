package dev.dispatch.web.security;

import dev.dispatch.web.LocalRedirect;
import dev.dispatch.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The page where one logs in; what it sends is taken by a filter, and so is the wish to log out. */
@Page
class LoginController {
    private final Login login;

    LoginController(Login login) {
        this.login = login;
    }

    @GetMapping("/login")
    Object login(
            HttpServletRequest request,
            @RequestParam @Nullable LoginProblem problem,
            @RequestParam @Nullable String to,
            Model model) {
        if (!login.isRequired()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        String back = to == null
                ? LocalRedirect.ofReferer(request.getHeader(HttpHeaders.REFERER), request.getHeader(HttpHeaders.HOST))
                : LocalRedirect.of(to);
        if (request.getRemoteUser() != null) {
            return "redirect:" + back;
        }
        model.addAttribute("problem", problem);
        model.addAttribute("to", back);
        return "login";
    }
}
