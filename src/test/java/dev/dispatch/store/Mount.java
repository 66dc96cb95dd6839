package dev.dispatch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Mounts and unmounts file systems. Tests are skipped if this process is not allowed to. */
final class Mount {
    private Mount() {}

    static void run(Object... command) throws IOException, InterruptedException {
        assumeTrue(exitStatus(command) == 0, "needs the right to mount");
    }

    static void unmount(Path folder) throws IOException, InterruptedException {
        assertThat(exitStatus("umount", "-l", folder)).isZero();
    }

    private static int exitStatus(Object... command) throws IOException, InterruptedException {
        List<String> words = Arrays.stream(command).map(Object::toString).toList();
        return new ProcessBuilder(words).inheritIO().start().waitFor();
    }
}
