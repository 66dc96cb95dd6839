package dev.dispatch;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/** The map that the root package draws. */
@AnalyzeClasses(
        packages = "dev.dispatch",
        importOptions = {DoNotIncludeTests.class, ArchitectureTest.Written.class})
class ArchitectureTest {
    private static final long MOST_TYPES = 26;

    /** Not by Spring, which lists the beans in classes of its own when the jar is built. */
    static class Written implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("__");
        }
    }

    /** Our packages from the bottom up; each may depend on those above its line, except as {@link #HIDDEN} says. */
    private static final List<String> BOTTOM_UP = List.of(
            "superhero",
            "settings",
            "cluster.member",
            "cluster",
            "registry.protocol",
            "registry",
            "store",
            "patrol",
            "feed",
            "history",
            "web",
            "web.security",
            "web.api",
            "web.console",
            "live",
            "operations");

    /** What packages further up may not depend on, with the only packages that may. */
    private static final Map<String, Set<String>> HIDDEN = Map.of(
            "patrol", Set.of("operations"),
            "feed", Set.of("web", "web.security", "web.api", "web.console", "live", "operations"),
            "history", Set.of("web.console", "live", "operations"),
            "registry.protocol", Set.of("registry", "patrol", "web.console"),
            "web.api", Set.of(),
            "live", Set.of("operations"));

    @ArchTest
    static void dependenciesPointOneWay(JavaClasses classes) {
        LayeredArchitecture packages = layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .ensureAllClassesAreContainedInArchitecture()
                .layer("root")
                .definedBy("dev.dispatch")
                .whereLayer("root")
                .mayNotAccessAnyLayer();
        for (String name : BOTTOM_UP) {
            packages = packages.layer(name).definedBy("dev.dispatch." + name);
        }
        for (int place = 0; place < BOTTOM_UP.size(); place++) {
            String name = BOTTOM_UP.get(place);
            Set<String> users = HIDDEN.getOrDefault(name, Set.copyOf(BOTTOM_UP.subList(place + 1, BOTTOM_UP.size())));
            var rule = packages.whereLayer(name);
            packages = users.isEmpty()
                    ? rule.mayNotBeAccessedByAnyLayer()
                    : rule.mayOnlyBeAccessedByLayers(users.toArray(String[]::new));
        }
        packages.check(classes);
    }

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("dev.dispatch.(**)").should().beFreeOfCycles();

    @ArchTest
    static void packagesAreSmall(JavaClasses classes) {
        Map<String, Long> types = classes.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        assertThat(types).allSatisfy((name, count) -> assertThat(count).isLessThanOrEqualTo(MOST_TYPES));
    }

    @ArchTest
    static final ArchRule theDomainIsPlainJava = classes()
            .that()
            .resideInAPackage("dev.dispatch.superhero")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "dev.dispatch.superhero");

    @ArchTest
    static final ArchRule theDatabaseStaysInTheStore = noClasses()
            .that()
            .resideOutsideOfPackage("dev.dispatch.store")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.sql..",
                    "javax.sql..",
                    "com.zaxxer.hikari..",
                    "org.flywaydb..",
                    "org.postgresql..",
                    "org.springframework.jdbc..",
                    "org.sqlite..");

    @ArchTest
    static final ArchRule hazelcastStaysInTheEngine = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.dispatch.cluster..",
                    "dev.dispatch.registry..",
                    "dev.dispatch.store",
                    "dev.dispatch.patrol",
                    "dev.dispatch.feed",
                    "dev.dispatch.history")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.hazelcast..");

    @ArchTest
    static final ArchRule theWebStaysAtTheEdge = noClasses()
            .that()
            .resideOutsideOfPackages("dev.dispatch.web..", "dev.dispatch.live", "dev.dispatch.operations")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta.servlet..",
                    "org.springframework.http..",
                    "org.springframework.messaging..",
                    "org.springframework.security..",
                    "org.springframework.web..",
                    "org.thymeleaf..");

    @ArchTest
    static final ArchRule packagesAreNullMarked = classes()
            .should(be(describe("in a @NullMarked package", c -> c.getPackage().isAnnotatedWith(NullMarked.class))));

    @ArchTest
    static final ArchRule namesSayWhatTheyMean =
            noClasses().should().haveNameMatching(".*(Base|DTO|Dto|Helper|Impl|Manager|Util|Utils)(\\$.*)?");

    @ArchTest
    static final ArchRule dependenciesComeThroughConstructors = NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
}
