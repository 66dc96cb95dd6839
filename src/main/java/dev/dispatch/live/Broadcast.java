package dev.dispatch.live;

import dev.dispatch.web.Section;
import dev.dispatch.web.Sections;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One section, and all who watch it. */
class Broadcast {
    private final Section section;
    private final Set<Viewer> viewers = new HashSet<>();
    private final Set<Viewer> newcomers = new HashSet<>();
    private final Cost cost = new Cost();
    private volatile @Nullable Rendering shown;

    Broadcast(Section section) {
        this.section = section;
    }

    synchronized void join(Viewer viewer) {
        viewers.add(viewer);
        newcomers.add(viewer);
    }

    synchronized void leave(Predicate<Viewer> who) {
        viewers.removeIf(who);
        newcomers.removeIf(who);
    }

    synchronized boolean isWatched() {
        return !viewers.isEmpty();
    }

    /** How long it usually takes to compute it. */
    Duration cost() {
        return cost.usual();
    }

    /**
     * Sends what has changed to all, and the whole section as it is now to those who came since the last time: they may have
     * missed a change after their page was rendered. Never runs twice at once.
     */
    void refresh(Sections sections, LiveFigures figures) {
        long start = System.nanoTime();
        Rendering now = new Rendering(section.id(), sections.render(section));
        Rendering before = shown;
        String change = before == null || now.isSameAs(before) ? "" : now.since(before);
        cost.add(Duration.ofNanos(System.nanoTime() - start));
        shown = now;
        Set<Viewer> fresh = welcome();
        Set<Viewer> others = change.isEmpty() ? Set.of() : others(fresh);
        if (!fresh.isEmpty() || !others.isEmpty()) {
            figures.pushed();
            fresh.forEach(viewer -> viewer.send(now.whole()));
            others.forEach(viewer -> viewer.send(change));
        }
    }

    private synchronized Set<Viewer> welcome() {
        Set<Viewer> fresh = Set.copyOf(newcomers);
        newcomers.clear();
        return fresh;
    }

    /** Those who came before; who comes in this moment waits for the next time. */
    private synchronized Set<Viewer> others(Set<Viewer> fresh) {
        return viewers.stream()
                .filter(viewer -> !fresh.contains(viewer) && !newcomers.contains(viewer))
                .collect(Collectors.toSet());
    }
}
