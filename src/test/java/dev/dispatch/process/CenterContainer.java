package dev.dispatch.process;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Ports.Binding;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** A dispatch center in a container, and the faults that a test can cause there. */
final class CenterContainer {
    static final String SERVICE = "center";
    private static final String PASSWORD = "known to the tests";
    private static final String LOGIN =
            Base64.getEncoder().encodeToString(("dispatcher:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    private static final int PORT = 4900;
    private static final Duration START = Duration.ofMinutes(2);

    final GenericContainer<?> container;
    private final Network network;

    CenterContainer(Network network, String discovery, Map<String, String> settings) {
        this.network = network;
        this.container = new GenericContainer<>(DockerImageName.parse(CenterImage.NAME))
                .withImagePullPolicy(name -> false)
                .withNetwork(network)
                .withNetworkAliases(SERVICE)
                .withExposedPorts(PORT)
                .withEnv("DISPATCH_PASSWORD", PASSWORD)
                .withEnv("DISPATCH_CLUSTER_DISCOVERY", discovery)
                .withEnv(settings)
                .waitingFor(Wait.forHttp("/actuator/health/readiness").withStartupTimeout(START));
    }

    /** Its API at the port that is published now, which changes when the container is connected to its network again. */
    CenterApi api() {
        Binding[] published = container
                .getCurrentContainerInfo()
                .getNetworkSettings()
                .getPorts()
                .getBindings()
                .get(ExposedPort.tcp(PORT));
        if (published == null || published.length == 0) {
            throw new AssertionError("Not published");
        }
        return new CenterApi(URI.create("http://localhost:" + published[0].getHostPortSpec()), PASSWORD);
    }

    String city() {
        return api().get("/actuator/info").at("/center/city").asString();
    }

    /** SIGKILL; the container's address vanishes too. */
    void kill() {
        docker().killContainerCmd(id()).exec();
    }

    /** Freezes all of its processes. */
    void pause() {
        docker().pauseContainerCmd(id()).exec();
    }

    void unpause() {
        docker().unpauseContainerCmd(id()).exec();
    }

    void disconnect() {
        docker().disconnectFromNetworkCmd()
                .withNetworkId(network.getId())
                .withContainerId(id())
                .exec();
    }

    void connect() {
        docker().connectToNetworkCmd()
                .withNetworkId(network.getId())
                .withContainerId(id())
                .withContainerNetwork(new ContainerNetwork().withAliases(SERVICE))
                .exec();
    }

    /** Drops all packets to another container, so that neither can connect to the other. Needs root. */
    void cutOffFrom(CenterContainer other) {
        route("add", other);
    }

    void reconnectWith(CenterContainer other) {
        route("del", other);
    }

    private void route(String change, CenterContainer other) {
        String pid = "" + docker().inspectContainerCmd(id()).exec().getState().getPidLong();
        String address = other.container
                .getCurrentContainerInfo()
                .getNetworkSettings()
                .getNetworks()
                .values()
                .iterator()
                .next()
                .getIpAddress();
        try {
            Process command = new ProcessBuilder(
                            "nsenter", "-t", pid, "-n", "ip", "route", change, "blackhole", address)
                    .inheritIO()
                    .start();
            if (command.waitFor() != 0) {
                throw new AssertionError("Could not change the routes of " + id());
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** SIGTERM; returns the exit status. */
    int stop(Duration grace) {
        docker().stopContainerCmd(id()).withTimeout((int) grace.toSeconds()).exec();
        return docker().waitContainerCmd(id())
                .exec(new WaitContainerResultCallback())
                .awaitStatusCode(grace.toSeconds(), TimeUnit.SECONDS);
    }

    /** Calls the center from inside its container, which works without a network. */
    String askedFromInside(String path) {
        try {
            ExecResult result = container.execInContainer(
                    "bash",
                    "-c",
                    ". ./common.sh && request GET %s '%s' 'Authorization: Basic %s'".formatted(PORT, path, LOGIN));
            return result.getStdout();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String id() {
        return container.getContainerId();
    }

    private DockerClient docker() {
        return container.getDockerClient();
    }
}
