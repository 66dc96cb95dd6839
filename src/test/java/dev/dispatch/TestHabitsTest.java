package dev.dispatch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Disabled;

/** What a test must not do. */
@AnalyzeClasses(packages = "dev.dispatch", importOptions = OnlyIncludeTests.class)
class TestHabitsTest {

    @ArchTest
    static final ArchRule noneSleeps = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(TimeUnit.class, "sleep", long.class);

    @ArchTest
    static final ArchRule noneIsDisabled = noMethods().should().beAnnotatedWith(Disabled.class);

    @ArchTest
    static final ArchRule noTestClassIsDisabled = noClasses().should().beAnnotatedWith(Disabled.class);

    /** It is there for Hazelcast's test classes only: nothing runs a JUnit 4 test. */
    @ArchTest
    static final ArchRule noneUsesJUnit4 =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.junit");
}
