-- Times are milliseconds since 1970 in UTC; heroes_view shows them as timestamps
CREATE TABLE cluster (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL
);

-- The lives of the cluster: from a cold start until its last center stops
CREATE TABLE runs (
    number INTEGER PRIMARY KEY,
    started_at BIGINT NOT NULL,
    last_alive_at BIGINT NOT NULL,
    shift_millis BIGINT NOT NULL,
    partitions INTEGER NOT NULL,
    turn_interval_millis BIGINT NOT NULL,
    rest_probability DOUBLE PRECISION NOT NULL,
    win_probability DOUBLE PRECISION NOT NULL,
    max_wound INTEGER NOT NULL,
    max_recovery INTEGER NOT NULL
);

-- The latest hero of each name, as it was at one of its turns; the rules of its run and of those since give its present state
CREATE TABLE heroes (
    roster INTEGER NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    run INTEGER NOT NULL,
    enlisted_at BIGINT NOT NULL,
    turns INTEGER NOT NULL,
    health INTEGER NOT NULL,
    activity TEXT NOT NULL,
    fights_won INTEGER NOT NULL,
    fights_lost INTEGER NOT NULL,
    rests INTEGER NOT NULL,
    next_turn_at BIGINT NOT NULL,
    ended_at BIGINT,
    ended_by TEXT,
    PRIMARY KEY (roster, name)
);

CREATE INDEX heroes_ended ON heroes (ended_at) WHERE ended_at IS NOT NULL;

CREATE VIEW heroes_view AS
SELECT
    name,
    roster,
    to_timestamp(enlisted_at / 1000.0) AS enlisted_at,
    turns,
    health,
    activity,
    fights_won,
    fights_lost,
    rests,
    to_timestamp(next_turn_at / 1000.0) AS next_turn_at,
    to_timestamp(ended_at / 1000.0) AS ended_at,
    ended_by
FROM heroes;
