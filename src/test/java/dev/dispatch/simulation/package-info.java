/**
 * A simulator of whole clusters: real rosters, commands, answers, merges and parts of the patrol, driven in one thread by a
 * queue of events in virtual time. A schedule of faults and requests is a function of its seed.
 *
 * <p>It models Hazelcast as follows, and is simpler where it says so:
 *
 * <ul>
 *   <li>One or two partitions. A change has a version, and backups replay it: an older version is skipped, and a gap is noticed
 *       with the next change and mended by a copy. Commands wait for their backups, beats do not.
 *   <li>The first backup is promoted, even if it is incomplete. Its backups get new copies.
 *   <li>A partition that migrates accepts no operations, and moves at one moment, with all its backups. It may move to any members;
 *       Hazelcast moves as few partitions as it can.
 *   <li>All members of a cluster know of a change of the members or of the table at once. A center that is frozen, or does not
 *       know yet that it was removed, keeps its old view. A previous owner may send one late beat.
 *   <li>A member that is silent for five seconds is given up; a crash is noticed within a second. With partial connections,
 *       a member that does not hear the master continues alone; Hazelcast is less predictable.
 *   <li>The smaller side of a split joins the larger one member by member at one moment, with new ids. The owners of the smaller
 *       side repeat their merge until the owner and its backups have it; Hazelcast tries once.
 *   <li>A link keeps the order of its messages, as TCP does. A message is lost if the link is cut on arrival. Retries repeat requests.
 *   <li>Hazelcast's time follows the heartbeats of the oldest member, some of which are late. Local clocks drift, and wall clocks step.
 *   <li>A schedule may use a store: the real tables and statements, in an SQLite database in memory that all centers share. What a center
 *       does with it is a copy of {@code RosterStore} with time between the steps. A transaction is applied as a whole or not at all; it can
 *       be lost, confirmed too late, or wait with its commit, also beyond the end of its center. A save of a whole roster is several
 *       transactions. All centers can be killed, and started again with the same or with fewer machines, and with other clocks.
 *   <li>Minimum numbers of centers, lite members, failing migrations and blocked threads are not modelled. Nothing is serialized.
 * </ul>
 *
 * <p>If more replicas are lost than there are backups, nothing is promised for the heroes of that partition until then, unless they
 * are in the store. This includes the promotion of a backup that has not been copied yet.
 */
@NullMarked
package dev.dispatch.simulation;

import org.jspecify.annotations.NullMarked;
