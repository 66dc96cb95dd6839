package dev.dispatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** One YAML document, such as a Kubernetes object. */
record Manifest(Map<?, ?> content) {
    private static final Gson JSON = new Gson();

    /** The stable API version of each kind. */
    private static final Map<String, String> VERSIONS = Map.of(
            "StatefulSet", "apps/v1",
            "Service", "v1",
            "PodDisruptionBudget", "policy/v1",
            "NetworkPolicy", "networking.k8s.io/v1");

    static List<Manifest> in(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Manifest> parse(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        Iterable<Object> documents = new Yaml(new SafeConstructor(options)).loadAll(yaml);
        return StreamSupport.stream(documents.spliterator(), false)
                .map(document -> new Manifest((Map<?, ?>) document))
                .toList();
    }

    /**
     * Checks that the object has only fields of its kind, and all required ones.
     *
     * @throws InvocationTargetException if it does not
     */
    void check() throws ReflectiveOperationException {
        assertThat(text("apiVersion")).as("version of %s", this).isEqualTo(VERSIONS.get(text("kind")));
        // by reflection: javac would warn of annotations of these classes that are not on the classpath
        Method schema = Class.forName("io.kubernetes.client.openapi.models.V1" + text("kind"))
                .getMethod("validateJsonElement", JsonElement.class);
        schema.invoke(null, JSON.toJsonTree(content));
    }

    /** The value at a path such as {@code spec.ports.0.name}, or null. */
    @Nullable
    Object at(String path) {
        Object value = content;
        for (String step : path.split("\\.", -1)) {
            if (value instanceof List<?> list) {
                value = list.get(Integer.parseInt(step));
            } else if (value instanceof Map<?, ?> map) {
                value = map.get(step);
            } else {
                return null;
            }
        }
        return value;
    }

    String text(String path) {
        return String.valueOf(at(path));
    }

    /** The elements of a list, as objects that can be queried in turn. */
    List<Manifest> each(String path) {
        return at(path) instanceof List<?> list
                ? list.stream().map(part -> new Manifest((Map<?, ?>) part)).toList()
                : List.of();
    }
}
