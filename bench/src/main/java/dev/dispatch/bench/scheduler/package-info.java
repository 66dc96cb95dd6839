/**
 * The peer that is made of Hazelcast's own {@code IScheduledExecutorService}: one stateful task a hero, at a fixed rate, with one
 * backup.
 *
 * <p>It keeps the state of heroes across a crash, as Dispatch does. What it does not do, to be said beside its figures:
 *
 * <ul>
 *   <li>A turn is taken at least once, not exactly once: the state goes to the backup after the run, on a best-effort basis, and
 *       a run whose member is lost in between is repeated from the state before it.
 *   <li>A task that changes its member is scheduled anew with its whole initial delay, so its next turn comes a full interval
 *       after the change. From then on it stays behind the schedule that it began with, and lateness, which is measured against
 *       that one, shows it.
 *   <li>A run that comes due while the one before is still under way is skipped, not made up for. The hero is then an interval
 *       late for good.
 *   <li>A task that throws is never run again.
 * </ul>
 *
 * <p>{@code dispatch_heroes} counts tasks from their first run on: what is set up but has not run yet cannot be counted cheaply.
 */
@NullMarked
package dev.dispatch.bench.scheduler;

import org.jspecify.annotations.NullMarked;
