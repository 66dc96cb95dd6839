package dev.dispatch.bench.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Options for the command line of a JVM.
 *
 * @param options one option each
 */
public record JvmOptions(List<String> options) {
    private static final Pattern CENTER_DEFAULT = Pattern.compile("\\$\\{DISPATCH_JAVA_OPTS-(?<options>[^}]*)}");

    /** Splits a text at blanks. */
    public static JvmOptions of(String text) {
        return new JvmOptions(text.isBlank() ? List.of() : List.of(text.strip().split("\\s+")));
    }

    /** The default options of {@code bin/center}. */
    public static JvmOptions ofCenter(Path project) {
        Path script = project.resolve("bin/common.sh");
        try {
            Matcher matcher = CENTER_DEFAULT.matcher(Files.readString(script));
            if (!matcher.find()) {
                throw new BenchException("%s does not say which JVM options it uses".formatted(script));
            }
            return of(matcher.group("options"));
        } catch (IOException e) {
            throw new BenchException("%s cannot be read: start bench/run of the project".formatted(script), e);
        }
    }

    /** Sets the heap, such as 1g, and replaces any {@code -Xmx}. */
    public JvmOptions withHeap(String size) {
        return new JvmOptions(
                Stream.concat(Stream.of("-Xmx" + size), options.stream().filter(option -> !option.startsWith("-Xmx")))
                        .toList());
    }

    /** Sets the heap unless the options have an {@code -Xmx}. */
    public JvmOptions withDefaultHeap(String size) {
        return options.stream().anyMatch(option -> option.startsWith("-Xmx")) ? this : withHeap(size);
    }

    @Override
    public String toString() {
        return String.join(" ", options);
    }
}
