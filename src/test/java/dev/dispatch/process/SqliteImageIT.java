package dev.dispatch.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dispatch.process.CenterImage.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/** A center in a container that keeps its heroes in an SQLite file. */
@ExtendWith(NeedsDocker.class)
class SqliteImageIT {
    private static final String NAME = "dispatch-test-sqlite";

    @BeforeAll
    static void buildTheImage() {
        CenterImage.build();
    }

    @AfterEach
    void remove() {
        // again when a call to the engine took too long
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            assertThat(docker("rm", "--force", NAME).status()).isZero();
            assertThat(docker("volume", "rm", "--force", NAME).status()).isZero();
        });
    }

    /** Docker mounts /tmp with noexec. */
    @Test
    void fileOfVolumeIsUsedWithReadOnlyRoot() {
        String options = "--detach --read-only --tmpfs /tmp --volume %s:/dispatch/data --name %s "
                + "--env DISPATCH_STORE=sqlite --env DISPATCH_BIND_ADDRESS=127.0.0.1";

        Answer run = docker(("run " + options + " %s")
                .formatted(NAME, NAME, CenterImage.NAME)
                .split(" "));

        assertThat(run.status()).as(run.output()).isZero();
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(
                        () -> assertThat(health()).contains("\"place\":\"data/dispatch.db\"", "\"failure\":\"none\""));
        assertThat(docker("logs", NAME).output().lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(new JsonMapper().readTree(line).has("@timestamp"))
                        .isTrue());
        assertThat(docker("exec", NAME, "ls", "data").output().lines()).contains("dispatch.db");
    }

    private static String health() {
        return docker("exec", NAME, "bash", "-c", ". ./common.sh && get 4900 /actuator/health")
                .output();
    }

    private static Answer docker(String... arguments) {
        return CenterImage.run(
                Map.of(),
                Stream.concat(Stream.of("docker"), Stream.of(arguments)).toArray(String[]::new));
    }
}
