package dev.dispatch.cluster.member;

import static com.hazelcast.test.SplitBrainTestSupport.blockCommunicationBetween;
import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.client.test.TestHazelcastFactory;
import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("cluster")
class MemberPromotionTests {
    private final TestHazelcastFactory factory = new TestHazelcastFactory();

    @AfterEach
    void stop() {
        factory.shutdownAll();
    }

    @Test
    void newcomerIsPromotedAfterTheOldestMemberFroze() {
        HazelcastInstance oldest = factory.newHazelcastInstance(config());
        HazelcastInstance other = factory.newHazelcastInstance(config());
        HazelcastInstance newcomer = factory.newHazelcastInstance(config().setLiteMember(true));

        blockCommunicationBetween(oldest, other);
        blockCommunicationBetween(oldest, newcomer);
        MemberPromotion.promote(newcomer.getCluster());

        assertThat(newcomer.getCluster().getLocalMember().isLiteMember()).isFalse();
        assertThat(newcomer.getCluster().getMembers()).hasSize(2);
    }

    private static Config config() {
        return new Config()
                .setProperty("hazelcast.heartbeat.interval.seconds", "1")
                .setProperty("hazelcast.max.no.heartbeat.seconds", "5")
                .setProperty("hazelcast.logging.type", "none");
    }
}
