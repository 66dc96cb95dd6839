package dev.dispatch.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.settings.DispatchProperties.Monitoring;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class LoginThrottleTests {
    private final LoginThrottle throttle =
            new LoginThrottle(new SimpleMeterRegistry(), new MonitoringToken(new Monitoring(false, null), false));

    @Test
    void guessesOfAllAddressesCountEvenWithATokenBesideTheForm() throws ServletException, IOException {
        for (int i = 0; i < 500; i++) {
            MockHttpServletRequest guess = login("10.0.%d.%d".formatted(i / 250, i % 250));
            guess.addHeader("Authorization", "Bearer anything");
            throttle.failed(guess);
        }
        MockHttpServletResponse answer = new MockHttpServletResponse();

        throttle.doFilter(login("10.1.0.0"), answer, new MockFilterChain());

        assertThat(answer.getStatus()).isEqualTo(429);
    }

    private static MockHttpServletRequest login(String address) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/login");
        request.setServletPath("/login");
        request.setRemoteAddr(address);
        return request;
    }
}
