package dev.dispatch.bench.faults;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a client knows of a name.
 *
 * @param enlistedAt of the hero that has the name; null if there is none, or if it is not known
 */
record HeroFate(Kind kind, @Nullable Instant enlistedAt) {
    static final HeroFate ABSENT = new HeroFate(Kind.ABSENT, null);

    /** A request was not answered, or with 503. */
    static final HeroFate UNKNOWN = new HeroFate(Kind.UNKNOWN, null);

    /** The fate of a name whose hero, or absence, was read. */
    static HeroFate of(@Nullable HeroReading hero) {
        return hero == null ? ABSENT : new HeroFate(Kind.PRESENT, hero.hero().enlistedAt());
    }

    enum Kind {
        PRESENT,
        ABSENT,
        UNKNOWN
    }
}
