/**
 * The peer on the {@code IScheduledExecutorService} of Hazelcast: one stateful task per hero, at a fixed rate, with one backup.
 *
 * <p>It keeps the state of heroes across a crash, as Dispatch does. It does less than Dispatch, which the report must mention:
 *
 * <ul>
 *   <li>A turn is taken at least once, not exactly once: the state goes to the backup after the run, best effort. If the member
 *       is lost in between, the run is repeated from the earlier state.
 *   <li>A task that moves to another member is rescheduled with its full initial delay, so its next turn comes one interval after
 *       the move. The task stays behind its original schedule, and lateness shows it.
 *   <li>If a run is due while the previous one is still in progress, it is skipped. The hero then stays one interval late.
 *   <li>A task that throws never runs again.
 * </ul>
 *
 * <p>{@code dispatch_heroes} counts a task from its first run on, because scheduled tasks cannot be counted cheaply.
 */
@NullMarked
package dev.dispatch.bench.scheduler;

import org.jspecify.annotations.NullMarked;
