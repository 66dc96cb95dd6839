package dev.dispatch.live;

import dev.dispatch.web.console.Section;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One section, and all who watch it. */
class Broadcast {
    /** So long what is due may be missing before it is said; what takes long always may take longer. */
    private static final Duration LATE = Duration.ofSeconds(2);

    private final Section section;
    private final LiveMetrics figures;
    private final Set<Viewer> viewers = new HashSet<>();
    private final Set<Viewer> newcomers = new HashSet<>();
    private final Set<Viewer> informed = new HashSet<>();
    private final Cost cost = new Cost();

    /** Who has it sends: else it might be said that something is missing just after it was sent. */
    private final Object sending = new Object();

    private volatile @Nullable RenderedSection shown;
    private volatile long dueAt;

    Broadcast(Section section, LiveMetrics figures) {
        this.section = section;
        this.figures = figures;
    }

    Section section() {
        return section;
    }

    synchronized void join(Viewer viewer) {
        viewers.add(viewer);
        newcomers.add(viewer);
    }

    synchronized void leave(Predicate<Viewer> who) {
        viewers.removeIf(who);
        newcomers.removeIf(who);
        informed.removeIf(who);
    }

    synchronized boolean isWatched() {
        return !viewers.isEmpty();
    }

    /** How long it usually takes to compute it. */
    Duration cost() {
        return cost.usual();
    }

    /** Nothing is to be expected before that time, in nanoseconds of the machine. */
    void expectAt(long nanoTime) {
        dueAt = nanoTime;
    }

    /**
     * Sends what has changed to all, and the whole section as it is now to those who came since the last time: they may have
     * missed a change after their page was rendered. Never runs twice at once.
     */
    void refresh(Supplier<String> html) {
        long start = System.nanoTime();
        RenderedSection now = new RenderedSection(section.id(), html.get());
        RenderedSection before = shown;
        String change = before == null || now.isSameAs(before) ? "" : now.since(before);
        cost.add(Duration.ofNanos(System.nanoTime() - start));
        shown = now;
        synchronized (sending) {
            dueAt = System.nanoTime();
            Set<Viewer> fresh = welcome();
            Set<Viewer> others = change.isEmpty() ? Set.of() : others(fresh);
            if (!fresh.isEmpty() || !others.isEmpty()) {
                figures.pushed();
                fresh.forEach(viewer -> viewer.send(now.whole()));
                others.forEach(viewer -> viewer.send(change));
            }
        }
    }

    /** If what is due is missing for long, says so in the section to those who do not know it yet. */
    void tellIfLate(long nanoTime, Supplier<String> notice) {
        synchronized (sending) {
            if (nanoTime - dueAt < LATE.plus(cost()).toNanos()) {
                return;
            }
            Set<Viewer> unaware = inform();
            if (!unaware.isEmpty()) {
                figures.pushed();
                String added = RenderedSection.added(section.id(), notice.get());
                unaware.forEach(viewer -> viewer.send(added));
            }
        }
    }

    private synchronized Set<Viewer> welcome() {
        Set<Viewer> fresh = Set.copyOf(newcomers);
        newcomers.clear();
        informed.clear();
        return fresh;
    }

    /** Those who come to know it get the whole section when there is one, in which there is no notice any more. */
    private synchronized Set<Viewer> inform() {
        Set<Viewer> unaware = new HashSet<>(viewers);
        unaware.removeAll(informed);
        informed.addAll(unaware);
        newcomers.addAll(unaware);
        return unaware;
    }

    /** Those who came before; who comes in this moment waits for the next time. */
    private synchronized Set<Viewer> others(Set<Viewer> fresh) {
        return viewers.stream()
                .filter(viewer -> !fresh.contains(viewer) && !newcomers.contains(viewer))
                .collect(Collectors.toSet());
    }
}
