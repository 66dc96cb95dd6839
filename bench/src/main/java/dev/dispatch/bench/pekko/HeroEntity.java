package dev.dispatch.bench.pekko;

import dev.dispatch.bench.peer.HeroRecord;
import dev.dispatch.bench.peer.TurnFigures;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** A hero as an entity: it takes a turn whenever its own timer fires. */
final class HeroEntity {

    /** What a hero is told. */
    sealed interface Command permits Enlist, TakeTurn {}

    /** Asks a hero to exist; it does when it answers. */
    record Enlist(ActorRef<Done> replyTo) implements Command, CborSerializable {}

    /** What the timer says. */
    enum TakeTurn implements Command {
        INSTANCE
    }

    private final HeroRecord hero = new HeroRecord();
    private final long enlistedAt = System.nanoTime();
    private final long interval;
    private final TurnFigures figures;

    private HeroEntity(Duration interval, TurnFigures figures) {
        this.interval = interval.toNanos();
        this.figures = figures;
    }

    static Behavior<Command> create(Duration interval, TurnFigures figures, LongAdder heroes) {
        return Behaviors.withTimers(timers -> {
            HeroEntity entity = new HeroEntity(interval, figures);
            timers.startTimerAtFixedRate(TakeTurn.INSTANCE, interval);
            heroes.increment();
            return Behaviors.receive((context, command) -> entity.on(command), (context, signal) -> {
                if (signal instanceof PostStop) {
                    heroes.decrement();
                    return Behaviors.same();
                }
                // Above all the order to stop, with which a shard is handed over: to call it handled is to refuse it
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
        figures.taken(hero.takeTurn(ThreadLocalRandom.current()), TimeUnit.NANOSECONDS.toMillis(late));
    }
}
