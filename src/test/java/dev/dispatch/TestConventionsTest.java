package dev.dispatch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Disabled;

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

    /** JUnit 4 is on the classpath for Hazelcast only; nothing would run such a test. */
    @ArchTest
    static final ArchRule noTestUsesJUnit4 =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.junit");
}
