package dev.dispatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordKeyTests {
    private static final PasswordKey KEY = new PasswordKey("correct horse battery", "dispatch");

    @Test
    void samePasswordDerivesTheSameValue() {
        assertThat(new PasswordKey("correct horse battery", "dispatch").derive("login"))
                .isEqualTo(KEY.derive("login"))
                .hasSize(64);
    }

    @Test
    void derivedValueDependsOnPasswordClusterAndPurpose() {
        assertThat(KEY.derive("login"))
                .isNotEqualTo(KEY.derive("seal"))
                .isNotEqualTo(new PasswordKey("correct horse batterz", "dispatch").derive("login"))
                .isNotEqualTo(new PasswordKey("correct horse battery", "another").derive("login"));
    }

    @Test
    void noPasswordDerivesEmptyText() {
        assertThat(new PasswordKey(null, "dispatch").derive("login")).isEmpty();
    }
}
