package dev.dispatch.simulation;

/** A guarantee that the simulator checks. */
enum Invariant {
    ACKNOWLEDGED_HEROES_SURVIVE("An acknowledged hero lives unless it fell, was terminated, or lost all its replicas"),
    ONE_INCARNATION_PER_NAME("A roster has at most one hero of a name"),
    GONE_STAYS_GONE("A terminated or fallen incarnation does not return"),
    NAMESAKES_ARE_SPARED("A planned termination spares heroes that enlist after it was planned"),
    UNDONE_DOES_NOTHING("A termination that was undone terminates nobody"),
    COMMANDS_RUN_ONCE("A command takes effect once, and every retry gets the same answer"),
    TURNS_NEVER_GO_BACK("Turns go back by no more than the beats that a lost owner had not replicated"),
    DEADLINES_FIT("The next deadline is the enlistment plus one interval per turn, and one more"),
    STATE_IS_REPLAYABLE("Health and counts are those of a replay of the rules"),
    NO_TURN_EARLY("No turn is taken before it is due"),
    NO_HERO_WAITS("No overdue hero waits while its owner can act"),
    THAWED_CENTER_WAITS(
            "A center that was given up while it was frozen takes no turns until it has rejoined, or for 12 s"),
    TURNS_COUNT_ONCE("The reports of beats count each turn once"),
    REPLICAS_AGREE("Replicas of a roster with the same changes are equal"),
    MERGE_ORDER_IS_IRRELEVANT("A merge is commutative, associative and idempotent"),
    OWNER_IS_HOME("At rest, the home of a roster is the owner of its partition"),
    EPOCH_COUNTS_MOVES("The epoch grows by one with each change of the home, and never otherwise"),
    SAVED_HEROES_RETURN("A saved hero is loaded with a state no older than the saved one, and as the rules give it"),
    SAVED_ENDS_ARE_FINAL("A hero whose end is saved is never loaded again"),
    ACKNOWLEDGED_CHANGES_ARE_SAVED(
            "A change that was acknowledged as stored, or more than a second ago while the store worked, is saved"),
    STORE_AGREES("At rest, the rows of the store are the heroes of the rosters"),
    NOTHING_FAILS("No operation throws an exception"),
    CLUSTER_HEALS("Once all faults are over, all centers are one cluster with all backups");

    private final String meaning;

    Invariant(String meaning) {
        this.meaning = meaning;
    }

    String meaning() {
        return meaning;
    }
}
