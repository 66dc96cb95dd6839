package dev.dispatch.process;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/** Skips a test class, so that it is counted as skipped, where there is no Docker engine. */
final class NeedsEngine implements ExecutionCondition {
    private static final boolean ENGINE = DockerClientFactory.instance().isDockerAvailable();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return ENGINE ? enabled("There is a Docker engine") : disabled("Needs a Docker engine: .ci/engine makes one");
    }
}
