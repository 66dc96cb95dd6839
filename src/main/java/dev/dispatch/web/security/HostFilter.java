package dev.dispatch.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses requests that call this center by a name that is not allowed. */
class HostFilter extends OncePerRequestFilter {
    private final AllowedHosts hosts;

    HostFilter(AllowedHosts hosts) {
        this.hosts = hosts;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (hosts.allow(request)) {
            chain.doFilter(request, response);
        } else {
            response.sendError(
                    HttpStatus.MISDIRECTED_REQUEST.value(),
                    "This center is not called by that host name; DISPATCH_ALLOWED_HOSTS lists further names");
        }
    }
}
