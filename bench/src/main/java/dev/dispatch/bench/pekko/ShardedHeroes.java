package dev.dispatch.bench.pekko;

import dev.dispatch.bench.peer.ConcurrentCreator;
import dev.dispatch.bench.peer.HeroCreationException;
import dev.dispatch.bench.peer.PeerMember;
import dev.dispatch.bench.peer.PeerOptions;
import dev.dispatch.bench.peer.TurnMetrics;
import dev.dispatch.bench.pekko.HeroEntity.Command;
import dev.dispatch.bench.pekko.HeroEntity.Enlist;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.cluster.typed.Cluster;

/** The shard region of this member. */
final class ShardedHeroes implements PeerMember {
    private static final EntityTypeKey<Command> HERO = EntityTypeKey.create(Command.class, "Hero");

    /** High, because with remember-entities a shard batches all creations that arrive during a write. */
    private static final int CONCURRENCY = 5_000;

    private static final Duration REPLY_TIMEOUT = Duration.ofSeconds(10);

    private final Set<Integer> ports;
    private final Cluster cluster;
    private final ClusterSharding sharding;
    private final Executor callbacks;
    private final LongAdder heroes = new LongAdder();

    ShardedHeroes(ActorSystem<?> system, PeerOptions options, TurnMetrics metrics) {
        this.ports = Set.copyOf(options.members());
        this.cluster = Cluster.get(system);
        this.callbacks = system.executionContext();
        this.sharding = ClusterSharding.get(system);
        sharding.init(Entity.of(HERO, entity -> HeroEntity.create(options.turnInterval(), metrics, heroes)));
    }

    @Override
    public boolean isReady() {
        Set<Integer> up = new HashSet<>();
        for (Member member : cluster.state().getMembers()) {
            if (member.status().equals(MemberStatus.up())) {
                member.address().getPort().ifPresent(up::add);
            }
        }
        return up.containsAll(ports);
    }

    @Override
    public long heroes() {
        return heroes.sum();
    }

    @Override
    public void enlist(int from, int count) throws HeroCreationException, InterruptedException {
        new ConcurrentCreator(CONCURRENCY, callbacks, this::enlist).run(from, count);
    }

    private CompletionStage<?> enlist(int number) {
        return sharding.entityRefFor(HERO, PeerMember.nameOf(number)).ask(Enlist::new, REPLY_TIMEOUT);
    }
}
