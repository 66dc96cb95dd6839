package dev.dispatch.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Mounts file systems. Tests are skipped if this process is not allowed to. */
final class Mount {
    private Mount() {}

    static void run(Object... command) throws IOException, InterruptedException {
        List<String> words = Arrays.stream(command).map(Object::toString).toList();
        Process process = new ProcessBuilder(words).inheritIO().start();
        assumeTrue(process.waitFor() == 0, "needs the right to mount");
    }
}
