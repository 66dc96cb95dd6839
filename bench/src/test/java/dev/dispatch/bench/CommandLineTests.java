package dev.dispatch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CommandLineTests {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine line =
            Bench.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    @Test
    void helpListsAllScenarios() {
        assertThat(line.execute("--help")).isZero();
        String names = Scenarios.ALL.stream().map(Scenario::name).collect(Collectors.joining(", "));
        assertThat(out.toString().replaceAll("\\s+", " ")).contains(names.replace(", live", " or live"));
    }

    @ParameterizedTest
    @CsvSource({
        "nonsense, unknown scenario",
        "--heroes=many, is no number of heroes",
        "--peers=akka, unknown peer",
        "--window=soon, is no duration",
        "--nonsense, --nonsense",
    })
    void reportsWrongArgumentInOneLine(String argument, String message) {
        assertThat(line.execute(argument)).isEqualTo(2);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("bench: ")
                .contains(message);
        assertThat(out.toString()).isEmpty();
    }
}
