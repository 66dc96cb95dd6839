package dev.dispatch.process;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/** Skips a test class where no Docker engine answers; it counts as skipped. */
final class NeedsDocker implements ExecutionCondition {
    private static final boolean ENGINE = DockerClientFactory.instance().isDockerAvailable();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return ENGINE
                ? enabled("A Docker engine answers")
                : disabled("Needs a Docker engine: run Maven through .ci/engine");
    }
}
