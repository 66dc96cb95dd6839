package dev.dispatch.bench.pekko;

import dev.dispatch.bench.peer.PeerHero;
import dev.dispatch.bench.peer.TurnMetrics;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** A hero as an entity with its own timer for turns. */
final class HeroEntity {
    sealed interface Command permits Enlist, TakeTurn {}

    /** Creates the hero, because the first message starts its entity. The reply confirms it. */
    record Enlist(ActorRef<Done> replyTo) implements Command, CborSerializable {}

    /** The message of the timer. */
    enum TakeTurn implements Command {
        INSTANCE
    }

    private final PeerHero hero = new PeerHero();
    private final long enlistedAt = System.nanoTime();
    private final long interval;
    private final TurnMetrics metrics;

    private HeroEntity(Duration interval, TurnMetrics metrics) {
        this.interval = interval.toNanos();
        this.metrics = metrics;
    }

    static Behavior<Command> create(Duration interval, TurnMetrics metrics, LongAdder heroes) {
        return Behaviors.withTimers(timers -> {
            HeroEntity entity = new HeroEntity(interval, metrics);
            timers.startTimerAtFixedRate(TakeTurn.INSTANCE, interval);
            heroes.increment();
            return Behaviors.receive((context, command) -> entity.on(command), (context, signal) -> {
                if (signal instanceof PostStop) {
                    heroes.decrement();
                    return Behaviors.same();
                }
                // Includes the stop signal of a shard handover: an entity that handles it does not stop
                return Behaviors.unhandled();
            });
        });
    }

    private Behavior<Command> on(Command command) {
        if (command instanceof Enlist enlist) {
            enlist.replyTo().tell(Done.getInstance());
        } else {
            takeTurn();
        }
        return Behaviors.same();
    }

    private void takeTurn() {
        long late = System.nanoTime() - enlistedAt - interval * (hero.turns() + 1);
        metrics.record(hero.takeTurn(ThreadLocalRandom.current()), TimeUnit.NANOSECONDS.toMillis(late));
    }
}
