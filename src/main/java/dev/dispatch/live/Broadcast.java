package dev.dispatch.live;

import dev.dispatch.web.Section;
import dev.dispatch.web.Sections;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One section, and all who watch it. */
class Broadcast {
    private final Section section;
    private final Set<Viewer> viewers = new HashSet<>();
    private final Set<Viewer> newcomers = new HashSet<>();
    private @Nullable String shown;
    private final Pace pace = new Pace();

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

    /**
     * Sends the section as it is now to all if it has changed, and in any case to those who came since the last time: they may
     * have missed a change after their page was rendered. Never runs twice at once.
     *
     * @return how long to pause before the next time
     */
    Duration refresh(Sections sections, LiveFigures figures) {
        long start = System.nanoTime();
        String html = sections.render(section);
        Duration pause = pace.pauseAfter(Duration.ofNanos(System.nanoTime() - start));
        Set<Viewer> receivers = receivers(html);
        if (!receivers.isEmpty()) {
            String stream =
                    "<turbo-stream action=\"replace\" method=\"morph\" target=\"%s\"><template>%s</template></turbo-stream>"
                            .formatted(section.id(), html);
            figures.pushed();
            receivers.forEach(viewer -> viewer.send(stream));
        }
        return pause;
    }

    private synchronized Set<Viewer> receivers(String html) {
        Set<Viewer> receivers = Set.copyOf(html.equals(shown) ? newcomers : viewers);
        newcomers.clear();
        shown = html;
        return receivers;
    }
}
