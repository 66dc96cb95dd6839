package dev.dispatch.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.settings.DispatchProperties;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.web.MockHttpServletRequest;

class AllowedHostsTests {

    /** Java, browsers and people write an IPv6 address in different ways. */
    @ParameterizedTest
    @CsvSource({
        "::, none, fd00:0:0:0:0:0:0:2, [fd00::2], true",
        "::, none, fe80:0:0:0:0:0:0:2%eth0, [fe80::2], true",
        "::, none, fd00:0:0:0:0:0:0:2, [fd00::3], false",
        "::, none, 10.0.0.2, 10.0.0.2, true",
        "fd00::2, none, fd00:0:0:0:0:0:0:2, [FD00:0::2], true",
        "::1, FD00::7, 0:0:0:0:0:0:0:1, [fd00::7], true",
        "::1, [fd00::7], 0:0:0:0:0:0:0:1, [fd00:0::7], true",
        "::1, none, 0:0:0:0:0:0:0:1, [0:0::1], true",
        "::1, none, 0:0:0:0:0:0:0:1, [::2], false",
        "::1, none, 0:0:0:0:0:0:0:1, [evil.example], false",
    })
    void addressIsAllowedInAnySpelling(String bind, String allowed, String local, String host, boolean expected) {
        var settings = new MapConfigurationPropertySource(
                Map.of("dispatch.bind-address", bind, "dispatch.allowed-hosts", allowed));
        AllowedHosts hosts = new AllowedHosts(new Binder(settings).bindOrCreate("dispatch", DispatchProperties.class));
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setServerName(host);
        request.setLocalAddr(local);

        assertThat(hosts.allow(request)).isEqualTo(expected);
    }
}
