package dev.dispatch.store;

import dev.dispatch.superhero.TurnRules;

/**
 * The life of a cluster from a cold start until its last center stops. Times are in milliseconds of the cluster's clock.
 *
 * @param number counts from 1
 * @param lastAliveAt when a center last reported that the cluster is up
 * @param shiftMillis by how much the deadlines of all living heroes moved when this run started
 * @param rules the rules of all turns in this run
 * @param partitions how many rosters the cluster has
 */
record Run(int number, long startedAt, long lastAliveAt, long shiftMillis, TurnRules rules, int partitions) {}
