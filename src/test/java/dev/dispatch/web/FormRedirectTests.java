package dev.dispatch.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormRedirectTests {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/?search=a%20b&sort=name,desc", "/heroes/Bat%2Fman"})
    void localPathIsKept(String address) {
        assertThat(FormRedirect.local(address)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "//evil",
                "/\\evil",
                "\\\\evil",
                "/\n/evil",
                "/x\r\nX: y",
                "http://evil",
                "javascript:x",
                "/ü"
            })
    void otherAddressBecomesHomePage(String address) {
        assertThat(FormRedirect.local(address)).isEqualTo("/");
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:4900/?search=x, localhost, /?search=x",
        "http://localhost:4900/heroes/Bat%20man, LOCALHOST, /heroes/Bat%20man",
        "http://localhost:4900, localhost, /",
        "http://localhost:4900/login?to=x, localhost, /",
        "https://desk.example/?search=x, desk.example, /?search=x",
        "http://localhost:4900//evil, localhost, /",
        "http://evil/?search=x, localhost, /",
        "%, localhost, /",
    })
    void refererIsKeptIfOnSameHost(String referer, String host, String address) {
        assertThat(FormRedirect.localReferer(referer, host)).isEqualTo(address);
    }

    @Test
    void missingAddressBecomesHomePage() {
        assertThat(FormRedirect.localReferer(null, "localhost")).isEqualTo("/");
        assertThat(FormRedirect.local(null)).isEqualTo("/");
    }
}
