package dev.dispatch;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Prints at the end of a test run how many tests were skipped, by reason. JUnit finds this listener as a service. */
public class SkippedTestsSummary implements TestExecutionListener {
    private final Map<String, Long> skipped = new TreeMap<>();
    private @Nullable TestPlan plan;

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        this.plan = plan;
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        count(test, reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == Status.ABORTED) {
            count(test, result.getThrowable().map(Throwable::getMessage).orElse("Aborted"));
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        skipped.forEach((reason, count) -> System.out.printf("%d tests skipped. %s%n", count, reason));
    }

    /** Counts the methods of a skipped class; a parameterized one counts once. */
    private void count(TestIdentifier skippedTest, String reason) {
        long methods = plan == null
                ? 1
                : plan.getDescendants(skippedTest).stream()
                        .filter(each -> plan.getChildren(each).isEmpty())
                        .count();
        skipped.merge(reason, Math.max(1, methods), Long::sum);
    }
}
