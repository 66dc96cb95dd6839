package dev.dispatch.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Rejects requests whose parameters Tomcat cannot parse; reading them later would fail with status 500. */
class ParameterFilter extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            request.getParameterMap();
        } catch (InvalidParameterException e) {
            response.sendError(
                    e.getErrorCode(), "There are too many parameters, or they are too long or not encoded in UTF-8");
            return;
        }
        chain.doFilter(request, response);
    }
}
