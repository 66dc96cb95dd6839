/**
 * A leaderless cluster of dispatch centers, in packages by feature. A package depends only on packages above it in this list.
 *
 * <ol>
 *   <li>{@code superhero}: the domain in plain Java: heroes, the rules of a turn, and rosters
 *   <li>{@code settings}: the configuration properties
 *   <li>{@code cluster.member}: the Hazelcast member: configuration, discovery, failure detection, serialization
 *   <li>{@code cluster}: the centers and their cities, joining, leaving and shutdown
 *   <li>{@code registry}, {@code registry.protocol}: all heroes of the cluster: enlist, find, terminate
 *   <li>{@code store}: the database that remembers heroes when the last center has stopped
 *   <li>{@code patrol}: the loop that takes due turns on the center that owns the heroes
 *   <li>{@code feed}: the latest events
 *   <li>{@code history}: samples of each center over the last 15 minutes
 *   <li>{@code web}: the REST API, the console and security
 *   <li>{@code live}: pushes changes to browsers
 *   <li>{@code operations}: health, metrics, management endpoints and start failures
 * </ol>
 *
 * <p>Only {@code operations} depends on {@code patrol}: a command changes a roster, and the owner of its partition notices.
 * {@code ArchitectureTest} checks this.
 */
@NullMarked
package dev.dispatch;

import org.jspecify.annotations.NullMarked;
