package dev.dispatch.bench.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a JVM is told on its command line.
 *
 * @param words one option each
 */
public record JvmOptions(List<String> words) {
    private static final Pattern OF_A_CENTER = Pattern.compile("\\$\\{DISPATCH_JAVA_OPTS-(?<options>[^}]*)}");

    /** Those of a text, with blanks between them. */
    public static JvmOptions of(String text) {
        return new JvmOptions(text.isBlank() ? List.of() : List.of(text.strip().split("\\s+")));
    }

    /** Those that {@code bin/center} gives to a center when its user says nothing. */
    public static JvmOptions ofCenter(Path project) {
        Path script = project.resolve("bin/center");
        try {
            Matcher options = OF_A_CENTER.matcher(Files.readString(script));
            if (!options.find()) {
                throw new BenchException("%s does not say which JVM options it uses".formatted(script));
            }
            return of(options.group("options"));
        } catch (IOException e) {
            throw new BenchException("%s cannot be read: start bench/run of the project".formatted(script), e);
        }
    }

    /** The same with that heap, such as 1g. */
    public JvmOptions withHeap(String size) {
        return new JvmOptions(
                Stream.concat(Stream.of("-Xmx" + size), words.stream().filter(word -> !word.startsWith("-Xmx")))
                        .toList());
    }

    /** The same with that heap, unless they have one already. */
    public JvmOptions withHeapUnlessGiven(String size) {
        return words.stream().anyMatch(word -> word.startsWith("-Xmx")) ? this : withHeap(size);
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
