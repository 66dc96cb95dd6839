package dev.dispatch.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CurlCommandTests {
    private final CurlCommand curl = new CurlCommand("http://localhost:4900", false);

    @Test
    void nameIsQuotedForShell() {
        assertThat(curl.create("O'Neil \"Ace\""))
                .isEqualTo("curl -X POST 'http://localhost:4900/api/heroes' -H 'Content-Type: application/json'"
                        + " -d '{\"name\":\"O'\\''Neil \\\"Ace\\\"\"}'");
    }

    @Test
    void emptyNameSendsEmptyObject() {
        assertThat(curl.create("")).endsWith(" -d '{}'");
    }

    @Test
    void namesThatProxiesMayRefuseInPathsAreSentAsQueryParameter() {
        assertThat(curl.terminate("a b")).isEqualTo("curl -X DELETE 'http://localhost:4900/api/heroes/a%20b'");
        assertThat(curl.terminate("a/b c"))
                .isEqualTo("curl -X DELETE 'http://localhost:4900/api/heroes/?name=a%2Fb%20c'");
        assertThat(curl.terminate("..")).isEqualTo("curl -X DELETE 'http://localhost:4900/api/heroes/?name=..'");
    }

    @Test
    void curlPromptsForRequiredPassword() {
        assertThat(new CurlCommand("http://localhost:4900", true).terminateMatching(""))
                .isEqualTo("curl -u dispatcher -X DELETE 'http://localhost:4900/api/heroes?all=true'");
    }
}
