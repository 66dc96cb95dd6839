package dev.dispatch.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ProxyWarningsTests {
    private final AtomicLong clock = new AtomicLong();
    private final ProxyWarnings warnings = new ProxyWarnings(clock::get);

    @Test
    void eachKindIsLoggedOnceAMinute(CapturedOutput output) {
        for (int i = 0; i < 100; i++) {
            warnings.warn("Refused {}", "Batman");
            clock.addAndGet(Duration.ofMillis(500).toNanos());
        }
        warnings.warn("Ignored {}", "Robin");
        assertThat(output.getOut().lines())
                .filteredOn(line -> line.contains("Refused Batman"))
                .hasSize(1);
        assertThat(output).contains("Ignored Robin");

        clock.addAndGet(Duration.ofSeconds(10).toNanos());
        warnings.warn("Refused {}", "Batman");

        assertThat(output.getOut().lines())
                .filteredOn(line -> line.contains("Refused Batman"))
                .hasSize(2);
    }

    @Test
    void longValuesAreCut(CapturedOutput output) {
        warnings.warn("Refused {}", "x".repeat(10_000));

        assertThat(output.getOut().lines())
                .filteredOn(line -> line.contains("Refused x"))
                .singleElement()
                .satisfies(line -> assertThat(line).hasSizeLessThan(300).endsWith("x…"));
    }
}
