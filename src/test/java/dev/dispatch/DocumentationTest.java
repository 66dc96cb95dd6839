package dev.dispatch;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.settings.DispatchProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Checks documents against the repository: links, class names, settings and the size of the README. */
class DocumentationTest {
    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final int README_BYTES = 6_000;

    private static final Pattern FENCED_BLOCK = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern IMAGE = Pattern.compile("(?:src|srcset)=\"([^\"]+)\"");
    private static final Pattern URL = Pattern.compile("[a-z]+:.*");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern CLASS_LINK = Pattern.compile("\\[`([A-Z]\\w+)[^]]*]\\([^)]*?(\\w+)\\.java\\)");
    private static final Pattern QUALIFIED_NAME = Pattern.compile("`dev\\.dispatch((?:\\.\\w+)+)`");
    private static final Pattern TEST_NAME = Pattern.compile("`([A-Z]\\w+(?:Tests?|IT))`");
    private static final Pattern SETTING = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| `([^`]+)` \\| `?([^`|]+?)`? \\|");

    private record Page(Path path, String text) {

        /** What a pattern finds, with the page for the message of a failed test; blocks of code are left out. */
        Stream<Found> find(Pattern pattern) {
            return pattern.matcher(FENCED_BLOCK.matcher(text).replaceAll(""))
                    .results()
                    .map(match -> new Found(this, match));
        }

        List<String> anchors() {
            return find(HEADING).map(heading -> slug(heading.group(1))).toList();
        }

        private static String slug(String heading) {
            return heading.toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-');
        }
    }

    private record Found(Page page, MatchResult match) {
        String group(int number) {
            return match.group(number);
        }

        @Override
        public String toString() {
            return ROOT.relativize(page.path()) + ": " + match.group();
        }
    }

    @Test
    void linksLeadToFilesAndHeadings() {
        Stream<Found> links = documents().flatMap(page -> Stream.concat(page.find(LINK), page.find(IMAGE)));

        assertThat(links.filter(link -> !URL.matcher(link.group(1)).matches()).filter(link -> !leadsSomewhere(link)))
                .isEmpty();
    }

    @Test
    void linksToClassesNameThem() {
        assertThat(documents()
                        .flatMap(page -> page.find(CLASS_LINK))
                        .filter(link -> !link.group(1).equals(link.group(2))))
                .isEmpty();
    }

    @Test
    void qualifiedNamesExist() {
        assertThat(documents().flatMap(page -> page.find(QUALIFIED_NAME)).filter(name -> {
                    Path path = ROOT.resolve(
                            "src/main/java/dev/dispatch" + name.group(1).replace('.', '/'));
                    return !Files.exists(path) && !Files.exists(Path.of(path + ".java"));
                }))
                .isEmpty();
    }

    @Test
    void namedTestsExist() {
        List<String> tests = files(ROOT.resolve("src/test/java"), ".java")
                .map(file -> file.getFileName().toString())
                .toList();

        assertThat(documents()
                        .flatMap(page -> page.find(TEST_NAME))
                        .filter(name -> !tests.contains(name.group(1) + ".java")))
                .isEmpty();
    }

    @Test
    void firstLineOfEachPageNamesItsReaders() {
        assertThat(pages().filter(page -> !page.text().matches("(?s)# [^\n]+\n\nFor .+"))
                        .map(Page::path))
                .isEmpty();
    }

    @Test
    void readmeIsShort() throws IOException {
        assertThat(Files.size(ROOT.resolve("README.md"))).isLessThanOrEqualTo(README_BYTES);
    }

    @Test
    void documentedSettingsAndDefaultsAreThoseOfTheCode() {
        Map<String, String> documented = settings()
                .collect(toMap(
                        setting -> setting.group(2), setting -> setting.group(3).replace("–", "")));

        assertThat(documented)
                .containsExactlyInAnyOrderEntriesOf(settings("dispatch", DispatchProperties.class)
                        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Test
    void variablesAreThoseOfTheirProperties() {
        assertThat(settings()
                        .filter(setting -> setting.group(1).startsWith("DISPATCH_"))
                        .filter(setting -> !setting.group(1).equals("DISPATCH_STORE"))
                        .filter(setting ->
                                !setting.group(2).replaceAll("[.-]", "_").equalsIgnoreCase(setting.group(1))))
                .isEmpty();
    }

    private static boolean leadsSomewhere(Found link) {
        String[] target = link.group(1).split("#", 2);
        Path page = link.page().path();
        Path file = target[0].isEmpty() ? page : page.resolveSibling(target[0]).normalize();
        return file.startsWith(ROOT)
                && Files.exists(file)
                && (target.length == 1 || read(file).anchors().contains(target[1]));
    }

    private static Stream<Found> settings() {
        return read(ROOT.resolve("docs/configuration.md")).find(SETTING);
    }

    /** Properties with their defaults, which are empty for none. */
    private static Stream<Map.Entry<String, String>> settings(String prefix, Class<?> type) {
        return Arrays.stream(type.getDeclaredConstructors()[0].getParameters()).flatMap(parameter -> {
            String name = prefix + "."
                    + parameter.getName().replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
            Class<?> group = parameter.getType();
            return group.getEnclosingClass() == DispatchProperties.class && group.isRecord()
                    ? settings(name, group)
                    : Stream.of(Map.entry(name, defaultOf(parameter)));
        });
    }

    private static String defaultOf(Parameter parameter) {
        DefaultValue value = parameter.getAnnotation(DefaultValue.class);
        return value == null ? "" : String.join(",", value.value());
    }

    private static Stream<Page> documents() {
        Stream<Page> atRoot = Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
                .map(name -> read(ROOT.resolve(name)));
        return Stream.concat(atRoot, pages());
    }

    private static Stream<Page> pages() {
        return files(ROOT.resolve("docs"), ".md").map(DocumentationTest::read);
    }

    private static Stream<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Page read(Path path) {
        try {
            return new Page(path, Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
