package dev.dispatch;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.instance.impl.HazelcastInstanceFactory;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.dispatch.patrol.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;

/** Conventions that all tests keep. */
@AnalyzeClasses(packages = "dev.dispatch", importOptions = OnlyIncludeTests.class)
class TestConventionsTest {
    private static final Pattern PORT = Pattern.compile("dispatch\\.cluster\\.port=(\\d+)");

    @ArchTest
    static final ArchRule noTestSleeps = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(TimeUnit.class, "sleep", long.class);

    @ArchTest
    static final ArchRule noTestIsDisabled = noMethods().should().beAnnotatedWith(Disabled.class);

    @ArchTest
    static final ArchRule noTestClassIsDisabled = noClasses().should().beAnnotatedWith(Disabled.class);

    /** {@code bin/test} leaves these tests out. */
    @ArchTest
    static final ArchRule testsThatStartAMemberAreTagged = classes()
            .that()
            .haveSimpleNameEndingWith("Tests")
            .and(dependOnAnyOf(TestCluster.class, SpringBootTest.class, HazelcastInstanceFactory.class))
            .should()
            .beMetaAnnotatedWith(tag("cluster"));

    private static DescribedPredicate<JavaClass> dependOnAnyOf(Class<?>... types) {
        return describe(
                "depend on any of " + List.of(types),
                type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(each -> Stream.of(types).anyMatch(each.getTargetClass()::isEquivalentTo)));
    }

    private static DescribedPredicate<JavaAnnotation<?>> tag(String name) {
        return describe(
                "@Tag " + name,
                annotation -> annotation.getRawType().isEquivalentTo(Tag.class)
                        && annotation.get("value").filter(name::equals).isPresent());
    }

    /** The contexts of several classes live at the same time. */
    @Test
    void eachMemberPortBelongsToOneTestClass() throws IOException {
        Map<String, Set<String>> users = new HashMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                PORT.matcher(Files.readString(file))
                        .results()
                        .forEach(port -> users.computeIfAbsent(port.group(1), unused -> new TreeSet<>())
                                .add(file.toString()));
            }
        }

        assertThat(users)
                .isNotEmpty()
                .allSatisfy((port, files) -> assertThat(files).as(port).hasSize(1));
    }

    /** JUnit 4 is on the classpath for Hazelcast only; nothing would run such a test. */
    @ArchTest
    static final ArchRule noTestUsesJUnit4 =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.junit");
}
