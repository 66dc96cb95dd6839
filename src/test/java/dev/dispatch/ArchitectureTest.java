package dev.dispatch;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** The map that the root package draws. */
@AnalyzeClasses(
        packages = "dev.dispatch",
        importOptions = {DoNotIncludeTests.class, ArchitectureTest.Written.class})
class ArchitectureTest {

    /** Not by Spring, which lists the beans in classes of its own when the jar is built. */
    static class Written implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("__");
        }
    }

    private static final Map<String, Set<String>> MAY_IMPORT = Map.of(
            "superhero", Set.of(),
            "cluster", Set.of(),
            "registry", Set.of("superhero", "cluster"),
            "patrol", Set.of("superhero", "cluster", "registry"),
            "feed", Set.of("superhero", "cluster"),
            "history", Set.of("cluster"),
            "web", Set.of("superhero", "cluster", "registry", "feed", "history"),
            "live", Set.of("superhero", "cluster", "registry", "feed", "history", "web"),
            "operations", Set.of("superhero", "cluster", "registry", "patrol", "feed", "history", "web", "live"));

    @ArchTest
    static void packagesAreFlatAndImportOnlyWhatTheyMay(JavaClasses classes) {
        LayeredArchitecture packages = layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .ensureAllClassesAreContainedInArchitecture()
                .layer("the root")
                .definedBy("dev.dispatch")
                .whereLayer("the root")
                .mayNotAccessAnyLayer();
        for (String name : MAY_IMPORT.keySet()) {
            packages = packages.layer(name).definedBy("dev.dispatch." + name);
        }
        for (Map.Entry<String, Set<String>> entry : MAY_IMPORT.entrySet()) {
            var rule = packages.whereLayer(entry.getKey());
            String[] imports = entry.getValue().toArray(String[]::new);
            packages = imports.length == 0 ? rule.mayNotAccessAnyLayer() : rule.mayOnlyAccessLayers(imports);
        }
        packages.check(classes);
    }

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("dev.dispatch.(*)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theDomainIsPlainJava = classes()
            .that()
            .resideInAPackage("dev.dispatch.superhero")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "dev.dispatch.superhero");

    @ArchTest
    static final ArchRule hazelcastStaysInTheEngine = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.dispatch.cluster",
                    "dev.dispatch.registry",
                    "dev.dispatch.patrol",
                    "dev.dispatch.feed",
                    "dev.dispatch.history")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.hazelcast..");

    @ArchTest
    static final ArchRule theWebStaysAtTheEdge = noClasses()
            .that()
            .resideOutsideOfPackages("dev.dispatch.web", "dev.dispatch.live", "dev.dispatch.operations")
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
