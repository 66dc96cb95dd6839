/**
 * The peer that is made of Apache Pekko Cluster Sharding: one typed entity a hero, with a timer of its own.
 *
 * <p>It does less than Dispatch does, which is to be said beside its figures:
 *
 * <ul>
 *   <li>No turn is replicated. What a hero has been through is lost with its process, because entities keep their state across a
 *       crash, and across a move of their shard, only in a journal, and there is none here.
 *   <li>Without {@code --remember-entities} the heroes of a lost member are gone until somebody sends them a message, and nobody
 *       does. With it they are started elsewhere, as new ones: full health, no turns, the first turn one interval later. So the
 *       lateness says nothing of a fail-over; the turns a second do.
 *   <li>They are started only once the Split Brain Resolver has taken the lost member down, which as it ships is after 20 s
 *       without a change. In return the smaller side of a split stops itself, where Dispatch has both sides go on.
 *   <li>The names of remembered heroes are replicated in memory (durable keys are off, as its documentation advises where nobody
 *       has to be remembered after the whole cluster was stopped); of its two stores this is the one that needs no database.
 * </ul>
 *
 * <p>Nothing is serialized but the message that creates a hero and its answer: timers are local.
 */
@NullMarked
package dev.dispatch.bench.pekko;

import org.jspecify.annotations.NullMarked;
