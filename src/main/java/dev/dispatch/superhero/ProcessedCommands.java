package dev.dispatch.superhero;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What recent commands were answered, so that one that is sent again is answered the same and done once.
 * Forgets an answer after {@link #RETENTION_MILLIS}; by then its sender has long given up.
 */
final class ProcessedCommands {
    static final long RETENTION_MILLIS = 120_000;

    private record Answer(long at, int value) {}

    private final Map<UUID, Answer> answers = new LinkedHashMap<>();

    @Nullable
    Integer answerTo(UUID command) {
        Answer answer = answers.get(command);
        return answer == null ? null : answer.value();
    }

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

    UUID[] commands() {
        return answers.keySet().toArray(UUID[]::new);
    }

    long[] times() {
        return answers.values().stream().mapToLong(Answer::at).toArray();
    }

    int[] values() {
        return answers.values().stream().mapToInt(Answer::value).toArray();
    }

    void load(UUID[] commands, long[] times, int[] values) {
        for (int i = 0; i < commands.length; i++) {
            answers.put(commands[i], new Answer(times[i], values[i]));
        }
    }
}
