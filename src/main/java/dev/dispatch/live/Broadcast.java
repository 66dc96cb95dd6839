package dev.dispatch.live;

import dev.dispatch.web.console.Section;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One section and its viewers. Thread-safe, but refreshes must not overlap. */
class Broadcast {
    /** How late a refresh may be before viewers are told, on top of the time that it usually takes. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    /** How long a new viewer waits at most for a section that is refreshed less often. */
    private static final Duration MAX_FIRST_DELAY = Duration.ofSeconds(1);

    private final Section section;
    private final RefreshPacing pacing;
    private final Counter pushes;
    private final Map<Viewer, Shows> viewers = new HashMap<>();

    /** Held while sending, so that no notice follows the refresh that made it obsolete. */
    private final Object sending = new Object();

    private @Nullable RenderedSection latest;
    private long refreshedAt;
    private volatile long dueAt;

    /** What a viewer shows. A refresh sends the changes to viewers of the latest section, and the whole section to all others. */
    private enum Shows {
        ITS_PAGE,
        LATEST,
        NOTICE
    }

    Broadcast(Section section, RefreshPacing pacing, Counter pushes) {
        this.section = section;
        this.pacing = pacing;
        this.pushes = pushes;
    }

    Section section() {
        return section;
    }

    synchronized void add(Viewer viewer) {
        viewers.put(viewer, Shows.ITS_PAGE);
    }

    synchronized void remove(Predicate<Viewer> filter) {
        viewers.keySet().removeIf(filter);
    }

    synchronized boolean hasViewers() {
        return !viewers.isEmpty();
    }

    /** The delay until the next refresh, which is sooner if viewers of other sections have left or new ones of this have come. */
    Duration untilDue() {
        if (latest == null) {
            return Duration.ZERO;
        }
        Duration delay = pacing.delay(section);
        if (hasNewViewers() && delay.compareTo(MAX_FIRST_DELAY) > 0) {
            delay = MAX_FIRST_DELAY;
        }
        long now = System.nanoTime();
        long left = Math.max(0, refreshedAt + delay.toNanos() - now);
        if (left > 0 || dueAt - now > 0) { // an overdue refresh stays overdue while it is retried
            dueAt = now + left;
        }
        return Duration.ofNanos(left);
    }

    private synchronized boolean hasNewViewers() {
        return viewers.containsValue(Shows.ITS_PAGE);
    }

    /** Sets when the next refresh is due, as {@link System#nanoTime}. */
    void expectAt(long nanoTime) {
        dueAt = nanoTime;
    }

    /**
     * Sends the changes to all viewers, and the whole section to new ones, which may have missed a change since their page was
     * rendered.
     *
     * @return the delay before the next refresh
     */
    Duration refresh(Supplier<String> html) {
        long start = System.nanoTime();
        RenderedSection before = latest;
        RenderedSection now = new RenderedSection(section.id(), html.get());
        try {
            String changes = before == null ? "" : now.since(before);
            latest = now;
            Duration delay = pacing.nextDelay(section, Duration.ofNanos(System.nanoTime() - start));
            synchronized (sending) {
                refreshedAt = System.nanoTime();
                dueAt = refreshedAt + delay.toNanos();
                send(Shows.LATEST, shows -> shows == Shows.LATEST ? changes : now.whole());
            }
            return delay;
        } catch (RuntimeException | Error e) {
            showNothing(); // some viewers may have missed the changes
            throw e;
        }
    }

    private synchronized void showNothing() {
        viewers.replaceAll((viewer, shows) -> Shows.ITS_PAGE);
    }

    /** If the refresh is overdue, adds a notice to the section of all viewers that do not show one yet. */
    void notifyIfLate(long nanoTime, Supplier<String> notice) {
        synchronized (sending) {
            if (nanoTime - dueAt >= TOLERANCE.plus(pacing.cost(section)).toNanos()) {
                send(
                        Shows.NOTICE,
                        shows -> shows == Shows.NOTICE ? "" : RenderedSection.prepended(section.id(), notice.get()));
            }
        }
    }

    /** Sends each viewer the stream that leads from what it shows to the target, unless that is empty. */
    private void send(Shows target, Function<Shows, String> streamFrom) {
        Map<Viewer, String> streams = new HashMap<>();
        synchronized (this) {
            viewers.forEach((viewer, shows) -> streams.put(viewer, streamFrom.apply(shows)));
            viewers.replaceAll((viewer, shows) -> target);
        }
        streams.values().removeIf(String::isEmpty);
        if (!streams.isEmpty()) {
            pushes.increment();
            streams.forEach(Viewer::send);
        }
    }
}
