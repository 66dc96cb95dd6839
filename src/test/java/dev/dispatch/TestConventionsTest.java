package dev.dispatch;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.hazelcast.instance.impl.HazelcastInstanceFactory;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.dispatch.patrol.TestCluster;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Tag;
import org.springframework.boot.test.context.SpringBootTest;

/** Conventions that all tests keep. */
@AnalyzeClasses(packages = "dev.dispatch", importOptions = OnlyIncludeTests.class)
class TestConventionsTest {

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

    /** JUnit 4 is on the classpath for Hazelcast only; nothing would run such a test. */
    @ArchTest
    static final ArchRule noTestUsesJUnit4 =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.junit");
}
