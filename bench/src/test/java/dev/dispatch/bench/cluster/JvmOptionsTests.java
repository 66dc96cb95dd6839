package dev.dispatch.bench.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmOptionsTests {
    @Test
    void heapOptionIsReplaced() {
        assertThat(JvmOptions.of(" -Xmx1g -XX:+UseSerialGC ").withHeap("2g")).hasToString("-Xmx2g -XX:+UseSerialGC");
        assertThat(JvmOptions.of("").options()).isEmpty();
    }

    @Test
    void defaultHeapKeepsGivenHeap() {
        assertThat(JvmOptions.of("-Xmx1g").withDefaultHeap("2g")).hasToString("-Xmx1g");
        assertThat(JvmOptions.of("-Xint").withDefaultHeap("2g")).hasToString("-Xmx2g -Xint");
    }

    @Test
    void centerOptionsComeFromItsScript(@TempDir Path project) throws IOException {
        Path script = Files.createDirectory(project.resolve("bin")).resolve("common.sh");
        Files.writeString(script, "options=${DISPATCH_JAVA_OPTS--Xmx1g -XX:+UseSerialGC}\n");
        assertThat(JvmOptions.ofCenter(project)).hasToString("-Xmx1g -XX:+UseSerialGC");

        Files.writeString(script, "options=-Xmx1g\n");
        assertThatThrownBy(() -> JvmOptions.ofCenter(project))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("does not say which JVM options");
    }
}
