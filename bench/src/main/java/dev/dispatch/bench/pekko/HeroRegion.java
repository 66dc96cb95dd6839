package dev.dispatch.bench.pekko;

import dev.dispatch.bench.peer.EnlistingException;
import dev.dispatch.bench.peer.Peer;
import dev.dispatch.bench.peer.PeerOptions;
import dev.dispatch.bench.peer.Pipeline;
import dev.dispatch.bench.peer.TurnFigures;
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

/** The shard region of this process, and the members that it sees. */
final class HeroRegion implements Peer {
    private static final EntityTypeKey<Command> HERO = EntityTypeKey.create(Command.class, "Hero");

    /** Wide, because with remember-entities a shard writes down at once all who came while it wrote down those before. */
    private static final int WIDTH = 5_000;

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

    private final Set<Integer> ports;
    private final Cluster cluster;
    private final ClusterSharding sharding;
    private final Executor callbacks;
    private final LongAdder heroes = new LongAdder();

    HeroRegion(ActorSystem<?> system, PeerOptions options, TurnFigures figures) {
        this.ports = Set.copyOf(options.members());
        this.cluster = Cluster.get(system);
        this.callbacks = system.executionContext();
        this.sharding = ClusterSharding.get(system);
        sharding.init(Entity.of(HERO, entity -> HeroEntity.create(options.turnInterval(), figures, heroes)));
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
    public void enlist(int from, int count) throws EnlistingException, InterruptedException {
        new Pipeline(WIDTH, callbacks, this::enlist).run(from, count);
    }

    private CompletionStage<?> enlist(int number) {
        return sharding.entityRefFor(HERO, Peer.nameOf(number)).ask(Enlist::new, ANSWER_TIMEOUT);
    }
}
