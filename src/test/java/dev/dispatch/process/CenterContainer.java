package dev.dispatch.process;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Ports.Binding;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** A dispatch center in a container of its own, and what can become of it. */
final class CenterContainer {
    static final String SERVICE = "center";
    private static final String PASSWORD = "known to the tests";
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

    /** Its API at the port at which it is published now: another one than before, once it was off its network. */
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

    /** SIGKILL: its address vanishes with it. */
    void kill() {
        docker().killContainerCmd(id()).exec();
    }

    /** Nothing in it gets any time of a processor. */
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

    /** SIGTERM, and its exit status. */
    int stop(Duration grace) {
        docker().stopContainerCmd(id()).withTimeout((int) grace.toSeconds()).exec();
        return docker().waitContainerCmd(id())
                .exec(new WaitContainerResultCallback())
                .awaitStatusCode(grace.toSeconds(), TimeUnit.SECONDS);
    }

    /** What it answers to itself, for whom it needs no network. */
    String askedFromInside(String path) {
        try {
            ExecResult result =
                    container.execInContainer("bash", "-c", ". ./common.sh && get " + PORT + " '" + path + "'");
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
