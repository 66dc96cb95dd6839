package dev.dispatch.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BindAddressTests {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1, http://localhost:4900",
        "127.0.0.2, 127.0.0.2, http://127.0.0.2:4900",
        "10.0.0.3, 10.0.0.3, http://10.0.0.3:4900",
        "0.0.0.0, 10.0.0.3, http://10.0.0.3:4900",
        "0.0.0.0, 127.0.0.1, http://localhost:4900",
        "::, fd00::1, 'http://[fd00:0:0:0:0:0:0:1]:4900'",
    })
    void urlHasBindAddressOrThatOfTheMember(String bind, String member, String url) throws UnknownHostException {
        assertThat(new BindAddress(InetAddress.getByName(bind)).url(InetAddress.getByName(member), 4900))
                .isEqualTo(url);
    }
}
