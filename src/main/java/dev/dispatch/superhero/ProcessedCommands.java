package dev.dispatch.superhero;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answers to recent commands, so that a retried command is answered as before and executed once. An answer is kept for two
 * minutes, long after its sender has given up. The answers to a batch are renewed while it is executed or repeated.
 */
final class ProcessedCommands {
    static final long RETENTION_MILLIS = 120_000;

    private record Answer(long at, int value) {
        private static final Comparator<Answer> ORDER =
                Comparator.comparingInt(Answer::value).thenComparingLong(Answer::at);

        static Answer higher(Answer a, Answer b) {
            return ORDER.compare(a, b) < 0 ? b : a;
        }
    }

    private Map<UUID, Answer> answers = new LinkedHashMap<>();
    private long latestAt;

    @Nullable
    Integer answerTo(UUID command, long now) {
        Answer answer = answers.get(command);
        return answer == null || answer.at() < now - RETENTION_MILLIS ? null : answer.value();
    }

    /** Keeps the answer to a command for as long as if it were executed now, and returns it; 0 if there is none. */
    int renew(UUID command, long now) {
        Integer answer = answerTo(command, now);
        return answer == null ? 0 : record(command, answer, now);
    }

    /** Records an answer, and returns it. */
    int record(UUID command, int value, long now) {
        answers.remove(command); // the order is that of the time
        answers.put(command, new Answer(now, value));
        latestAt = Math.max(latestAt, now);
        expire(now);
        return value;
    }

    /** Forgets answers whose time is over. */
    void expire(long now) {
        if (!answers.isEmpty()) {
            var eldest = answers.values().iterator();
            while (eldest.hasNext() && eldest.next().at() < now - RETENTION_MILLIS) {
                eldest.remove();
            }
            if (answers.isEmpty()) {
                answers = new LinkedHashMap<>(); // the old one keeps its size
            }
        }
    }

    /** When all answers can be forgotten, in epoch milliseconds; {@link Roster#NEVER} if there are none. */
    long lastExpiry() {
        return answers.isEmpty() ? Roster.NEVER : latestAt + RETENTION_MILLIS + 1;
    }

    /**
     * Adds all answers of another replica, in an order which is the same at every replica: by time, then by id. If a command ran on
     * both sides of a split brain, the higher answer is kept: the command has taken effect.
     */
    void addAll(ProcessedCommands other) {
        Map<UUID, Answer> all = new HashMap<>(answers);
        other.answers.forEach((command, answer) -> all.merge(command, answer, Answer::higher));
        answers.clear();
        all.entrySet().stream()
                .sorted(Map.Entry.<UUID, Answer>comparingByValue(Comparator.comparingLong(Answer::at))
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> answers.put(entry.getKey(), entry.getValue()));
        latestAt = Math.max(latestAt, other.latestAt);
    }

    List<UUID> ids() {
        return List.copyOf(answers.keySet());
    }

    long[] times() {
        return answers.values().stream().mapToLong(Answer::at).toArray();
    }

    int[] values() {
        return answers.values().stream().mapToInt(Answer::value).toArray();
    }

    void load(List<UUID> ids, long[] times, int[] values) {
        for (int i = 0; i < times.length; i++) {
            answers.put(ids.get(i), new Answer(times[i], values[i]));
            latestAt = Math.max(latestAt, times[i]);
        }
    }
}
