package dev.dispatch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Decides whether a start may use the bean definitions that Spring AOT computed at build time, which saves processor time. They
 * are valid only for default settings of Spring Boot. Otherwise the center computes its bean definitions at the start.
 */
final class PrecomputedBeans {
    private static final String ENABLED = "spring.aot.enabled";
    private static final List<String> SPRING_SETTINGS = List.of("spring.", "server.", "management.", "springdoc.");

    private PrecomputedBeans() {}

    /** Switches Spring AOT off where it was switched on, but its bean definitions may not fit. */
    static void switchOffIfUnfit(String[] arguments) {
        if (Boolean.getBoolean(ENABLED) && (hasSpringSettings(arguments) || hasConfigFile(Path.of("")))) {
            System.setProperty(ENABLED, "false");
        }
    }

    private static boolean hasSpringSettings(String[] arguments) {
        Stream<String> names = Stream.of(
                        System.getenv().keySet().stream()
                                .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '.')),
                        System.getProperties().stringPropertyNames().stream(),
                        Stream.of(arguments).map(argument -> argument.replaceFirst("^--", "")))
                .flatMap(each -> each);
        return names.anyMatch(PrecomputedBeans::isSpringSetting);
    }

    static boolean isSpringSetting(String name) {
        return SPRING_SETTINGS.stream().anyMatch(name::startsWith) && !name.startsWith(ENABLED);
    }

    /** Whether Spring Boot would find a file with settings in this folder, its folder {@code config}, or a folder in that one. */
    static boolean hasConfigFile(Path folder) {
        try (Stream<Path> here = Files.list(folder.toAbsolutePath());
                Stream<Path> config = Files.isDirectory(folder.resolve("config"))
                        ? Files.walk(folder.resolve("config"), 2)
                        : Stream.empty()) {
            return Stream.concat(here, config)
                    .map(file -> String.valueOf(file.getFileName()))
                    .anyMatch(name -> name.matches("application.*\\.(ya?ml|properties)"));
        } catch (IOException | UncheckedIOException e) {
            return true;
        }
    }
}
