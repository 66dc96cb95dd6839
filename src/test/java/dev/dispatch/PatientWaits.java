package dev.dispatch;

import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.core.IndeterminateOperationStateException;
import com.hazelcast.partition.NoDataMemberInClusterException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Makes all waits of tests patient: other programs may keep the processors busy, and a member that leaves may fail a call that
 * production simply repeats. Registered for all tests as a service.
 */
public final class PatientWaits implements BeforeAllCallback {
    /** Longest wait for a condition, unless a test says otherwise. */
    public static final Duration LIMIT = Duration.ofSeconds(30);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(LIMIT);
        Awaitility.ignoreExceptionsByDefaultMatching(PatientWaits::isTransient);
    }

    /** Whether production logs the failure and repeats the call, as all of its periodic tasks do. */
    public static boolean isTransient(Throwable failure) {
        return failure instanceof IndeterminateOperationStateException
                || failure instanceof NoDataMemberInClusterException
                || failure instanceof HazelcastInstanceNotActiveException;
    }
}
