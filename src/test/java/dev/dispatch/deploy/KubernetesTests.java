package dev.dispatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dispatch.settings.DispatchProperties;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;

/** Static checks of the objects in {@code deploy/kubernetes}; no cluster is involved. */
class KubernetesTests {
    private static final Path FOLDER = Path.of("deploy", "kubernetes");
    private static final String LABEL = "app.kubernetes.io/name";

    private final Manifest centers = object("StatefulSet", "dispatch");
    private final Manifest center =
            centers.each("spec.template.spec.containers").get(0);

    static List<Manifest> objects() {
        return files().filter(file -> !file.endsWith("kustomization.yaml"))
                .flatMap(file -> Manifest.in(file).stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("objects")
    void objectsHaveOnlyFieldsOfTheirKind(Manifest object) throws ReflectiveOperationException {
        object.check();
    }

    @ParameterizedTest
    @CsvSource({
        "terminationGracePeriodSeconds:, terminationGracePeriod:",
        "readOnlyRootFilesystem:, readonlyRootFilesystem:",
        "httpHeaders:, headers:",
        "topologyKey:, key:",
        "'      containers:', '      container:'",
    })
    void unknownFieldIsRejected(String field, String wrong) throws IOException {
        String good = Files.readString(FOLDER.resolve("centers.yaml"));
        assertThat(good).contains(field);

        Manifest bad = Manifest.parse(good.replace(field, wrong)).get(0);

        assertThatThrownBy(bad::check).hasRootCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void kustomizationListsAllFiles() {
        Manifest kustomization =
                Manifest.in(FOLDER.resolve("kustomization.yaml")).get(0);

        assertThat(kustomization.content().keySet().stream().map(String::valueOf))
                .containsExactlyInAnyOrder("apiVersion", "kind", "resources");
        assertThat((List<?>) kustomization.at("resources"))
                .map(String::valueOf)
                .containsExactlyInAnyOrderElementsOf(
                        files().map(file -> file.getFileName().toString())
                                .filter(name -> !name.equals("kustomization.yaml"))
                                .toList());
    }

    @Test
    void selectorsMatchTheSamePods() {
        Map<String, String> label = Map.of(LABEL, "dispatch");

        assertThat(centers.at("spec.template.metadata.labels")).isEqualTo(label);
        assertThat(centers.at("spec.selector.matchLabels")).isEqualTo(label);
        assertThat(centers.at("spec.template.spec.topologySpreadConstraints.0.labelSelector.matchLabels"))
                .isEqualTo(label);
        assertThat(object("Service", "dispatch").at("spec.selector")).isEqualTo(label);
        assertThat(object("Service", "dispatch-cluster").at("spec.selector")).isEqualTo(label);
        assertThat(object("PodDisruptionBudget", "dispatch").at("spec.selector.matchLabels"))
                .isEqualTo(label);
        Manifest network = object("NetworkPolicy", "dispatch");
        assertThat(network.at("spec.podSelector.matchLabels")).isEqualTo(label);
        assertThat(network.at("spec.ingress.1.from.0.podSelector.matchLabels")).isEqualTo(label);
    }

    @Test
    void portsMatchTheImage() {
        assertThat(center.each("ports"))
                .extracting(port -> port.text("name") + " " + port.text("containerPort"))
                .containsExactly("http 4900", "cluster 5701");
        assertThat(object("Service", "dispatch").text("spec.ports.0.targetPort"))
                .isEqualTo("http");
        assertThat(object("Service", "dispatch-cluster").text("spec.ports.0.targetPort"))
                .isEqualTo("cluster");
        assertThat(object("NetworkPolicy", "dispatch").each("spec.ingress"))
                .extracting(rule -> rule.text("ports.0.port"))
                .containsExactly("http", "cluster");
    }

    @Test
    void headlessServicePublishesCentersThatAreNotReady() {
        Manifest service = object("Service", "dispatch-cluster");

        assertThat(service.text("spec.clusterIP")).isEqualTo("None");
        assertThat(service.at("spec.publishNotReadyAddresses")).isEqualTo(true);
        assertThat(centers.text("spec.serviceName")).isEqualTo("dispatch-cluster");
        assertThat(value("DISPATCH_CLUSTER_MEMBERS")).isEqualTo("dispatch-cluster");
        assertThat(value("DISPATCH_CLUSTER_DISCOVERY").toUpperCase(Locale.ROOT))
                .isEqualTo(DispatchProperties.Discovery.KUBERNETES.name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"startupProbe", "livenessProbe", "readinessProbe"})
    void probesUseAnAllowedHost(String probe) {
        assertThat(center.text(probe + ".httpGet.port")).isEqualTo("http");
        assertThat(center.text(probe + ".httpGet.path")).matches("/actuator/health/(live|readi)ness");
        assertThat(center.at(probe + ".httpGet.httpHeaders"))
                .isEqualTo(List.of(Map.of("name", "Host", "value", "localhost")));
    }

    @Test
    void gracePeriodCoversGracefulShutdown() {
        int pause = Integer.parseInt(center.text("lifecycle.preStop.sleep.seconds"));

        assertThat(Integer.parseInt(centers.text("spec.template.spec.terminationGracePeriodSeconds")))
                .isGreaterThan(30 + pause);
    }

    @Test
    void podsRunWithLeastPrivileges() {
        assertThat(centers.at("spec.template.spec.automountServiceAccountToken"))
                .isEqualTo(false);
        assertThat(centers.at("spec.template.spec.securityContext.runAsNonRoot"))
                .isEqualTo(true);
        assertThat(center.at("securityContext"))
                .isEqualTo(Map.of(
                        "allowPrivilegeEscalation",
                        false,
                        "readOnlyRootFilesystem",
                        true,
                        "capabilities",
                        Map.of("drop", List.of("ALL"))));
    }

    /** Kubernetes would add variables such as DISPATCH_PORT for the service. */
    @Test
    void onlyExistingSettingsAreUsed() throws IOException {
        List<String> settings = variables();

        assertThat(centers.at("spec.template.spec.enableServiceLinks")).isEqualTo(false);
        assertThat(center.each("env"))
                .extracting(variable -> variable.text("name"))
                .isNotEmpty()
                .isSubsetOf(settings);
    }

    @ParameterizedTest
    @CsvSource({
        "DISPATCH_PASSWORD, dispatch, password",
        "DISPATCH_STORE_URL, dispatch-store, url",
        "DISPATCH_STORE_USERNAME, dispatch-store, username",
        "DISPATCH_STORE_PASSWORD, dispatch-store, password",
    })
    void secretIsNotInAnyFile(String variable, String secret, String key) {
        Manifest setting = center.each("env").stream()
                .filter(each -> each.text("name").equals(variable))
                .findFirst()
                .orElseThrow();

        assertThat(setting.at("value")).isNull();
        assertThat(setting.text("valueFrom.secretKeyRef.name")).isEqualTo(secret);
        assertThat(setting.text("valueFrom.secretKeyRef.key")).isEqualTo(key);
    }

    /** Names of all settings as environment variables. */
    private static List<String> variables() throws IOException {
        try (InputStream metadata =
                new ClassPathResource("META-INF/spring-configuration-metadata.json").getInputStream()) {
            return new JsonMapper()
                    .readTree(metadata)
                    .path("properties")
                    .valueStream()
                    .map(property -> property.path("name").asString())
                    .map(name -> name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"))
                    .toList();
        }
    }

    private String value(String variable) {
        return center.each("env").stream()
                .filter(each -> each.text("name").equals(variable))
                .map(each -> each.text("value"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No variable " + variable));
    }

    private static Manifest object(String kind, String name) {
        return objects().stream()
                .filter(object -> object.text("kind").equals(kind)
                        && object.text("metadata.name").equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + kind + " " + name));
    }

    private static Stream<Path> files() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
