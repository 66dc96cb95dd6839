package dev.dispatch.bench.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessMetricsTests {
    @Test
    void parsesAnyProcessName() {
        List<String> fields = ProcessMetrics.fieldsAfterName(
                "7 (a) R (b c) S 1 7 7 0 -1 4194560 1 2 3 4 250 50 30 20 20 0 29 0 5 6 7\n");

        assertThat(fields.get(0)).isEqualTo("S");
        assertThat(ProcessMetrics.ticks(fields, 11, 12)).isEqualTo(300);
        assertThat(ProcessMetrics.ticks(fields, 11, 14)).isEqualTo(350);
    }

    @Test
    void measuresThisProcess() {
        long self = ProcessHandle.current().pid();

        assertThat(ProcessMetrics.cpuSeconds(self)).isPositive();
        assertThat(ProcessMetrics.residentBytes(self)).isGreaterThan(10_000_000);
    }

    @Test
    void heapIsSumOfGenerations() {
        assertThat(ProcessMetrics.usedHeapBytes("""
                        7:
                         def new generation   total 78656K, used 1K [0x00000000c0000000, 0x00000000c5550000)
                          eden space 69952K,   2% used [0x00000000c0000000, 0x00000000c015f0f8)
                         tenured generation   total 174784K, used 20K [0x00000000d5550000, 0x00000000e0000000)
                           the space 174784K,   0% used [0x00000000d5550000, 0x00000000d5550000)
                         Metaspace       used 500K, committed 600K, reserved 1056768K
                          class space    used 50K, committed 60K, reserved 1048576K
                        """)).isEqualTo(21 * 1024);
        assertThat(ProcessMetrics.usedHeapBytes(" garbage-first heap   total 129024K, used 3M [0x0, 0x1)"))
                .isEqualTo(3 << 20);
    }
}
