-- Times are milliseconds since 1970 in UTC; heroes_view shows them as timestamps
CREATE TABLE cluster (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL
) STRICT;

-- The lives of the cluster: from a cold start until its last center stops
CREATE TABLE runs (
    number INTEGER NOT NULL PRIMARY KEY,
    started_at INTEGER NOT NULL,
    last_alive_at INTEGER NOT NULL,
    shift_millis INTEGER NOT NULL,
    partitions INTEGER NOT NULL,
    turn_interval_millis INTEGER NOT NULL,
    rest_probability REAL NOT NULL,
    win_probability REAL NOT NULL,
    max_wound INTEGER NOT NULL,
    max_recovery INTEGER NOT NULL
) STRICT;

-- The latest hero of each name, as it was at one of its turns; the rules of its run and of those since give its present state
CREATE TABLE heroes (
    roster INTEGER NOT NULL,
    name TEXT NOT NULL,
    run INTEGER NOT NULL,
    enlisted_at INTEGER NOT NULL,
    turns INTEGER NOT NULL,
    health INTEGER NOT NULL,
    activity TEXT NOT NULL,
    fights_won INTEGER NOT NULL,
    fights_lost INTEGER NOT NULL,
    rests INTEGER NOT NULL,
    next_turn_at INTEGER NOT NULL,
    ended_at INTEGER,
    ended_by TEXT,
    PRIMARY KEY (roster, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX heroes_ended ON heroes (ended_at) WHERE ended_at IS NOT NULL;

CREATE VIEW heroes_view AS
SELECT
    name,
    roster,
    strftime('%Y-%m-%dT%H:%M:%fZ', enlisted_at / 1000.0, 'unixepoch') AS enlisted_at,
    turns,
    health,
    activity,
    fights_won,
    fights_lost,
    rests,
    strftime('%Y-%m-%dT%H:%M:%fZ', next_turn_at / 1000.0, 'unixepoch') AS next_turn_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', ended_at / 1000.0, 'unixepoch') AS ended_at,
    ended_by
FROM heroes;
