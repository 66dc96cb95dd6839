/**
 * The peer on Apache Pekko Cluster Sharding: one typed entity per hero, with its own timer.
 *
 * <p>It does less than Dispatch, which the report must mention:
 *
 * <ul>
 *   <li>It does not replicate turns. Entities keep their state across a crash or a move of their shard only in a journal, and this
 *       peer has none.
 *   <li>Without {@code --remember-entities}, the heroes of a lost member are gone. With it, they restart elsewhere as new heroes:
 *       full health, no turns, and the first turn one interval later. Lateness therefore shows nothing of a failover, but the
 *       turns per second do.
 *   <li>Heroes restart only after the split brain resolver has downed the lost member, by default after 20 s without a change. In
 *       return, the smaller side of a split brain stops itself, whereas in Dispatch both sides continue.
 *   <li>The names of remembered heroes are replicated in memory only: of the two stores of Pekko, this one needs no database.
 *       Durable keys are off, as the documentation recommends if entities need not survive a full stop of the cluster.
 * </ul>
 *
 * <p>Only the message that creates a hero and its reply are serialized: timers are local.
 */
@NullMarked
package dev.dispatch.bench.pekko;

import org.jspecify.annotations.NullMarked;
