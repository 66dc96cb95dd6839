/**
 * A leaderless cluster of dispatch centers, in packages by feature. Each imports only what stands above it, and nobody but
 * {@code operations} imports {@code patrol}: a command changes a roster, and the owner of its partition notices.
 *
 * <p>In reading order:
 *
 * <ol>
 *   <li>{@code superhero}: the domain in plain Java: what a hero is, the rules of a turn, and the roster that heroes share
 *   <li>{@code cluster}: the centers and their cities, how they find each other, and how one leaves
 *   <li>{@code registry}: every hero of the cluster, in one replicated roster a partition: enlist, find, terminate
 *   <li>{@code patrol}: the loop that takes the turns that are due, on the center that owns them
 *   <li>{@code feed}: what happened, kept for whoever looks later
 *   <li>{@code history}: how the centers did over the last quarter of an hour
 *   <li>{@code web}: the page and the REST API
 *   <li>{@code live}: what a browser that watches gets pushed
 *   <li>{@code operations}: health, metrics and the management endpoint
 * </ol>
 *
 * <p>{@code ArchitectureTest} keeps it so.
 */
@NullMarked
package dev.dispatch;

import org.jspecify.annotations.NullMarked;
