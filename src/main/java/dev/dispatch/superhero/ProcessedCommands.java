package dev.dispatch.superhero;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answers to recent commands, so that a retried command is answered as before and executed once. An answer is kept for two
 * minutes, long after its sender has given up.
 */
final class ProcessedCommands {
    private static final long RETENTION_MILLIS = 120_000;

    private record Answer(long at, int value) {}

    private final Map<UUID, Answer> answers = new LinkedHashMap<>();

    @Nullable
    Integer answerTo(UUID command) {
        Answer answer = answers.get(command);
        return answer == null ? null : answer.value();
    }

    /** Records an answer, and returns it. */
    int record(UUID command, int value, long now) {
        answers.put(command, new Answer(now, value));
        var eldest = answers.values().iterator();
        while (eldest.hasNext() && eldest.next().at() < now - RETENTION_MILLIS) {
            eldest.remove();
        }
        return value;
    }

    void addAll(ProcessedCommands other) {
        answers.putAll(other.answers);
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
        }
    }
}
