/** The Hazelcast member of this center: its configuration, how it finds and loses others, and what it serializes. */
@NullMarked
package dev.dispatch.cluster.member;

import org.jspecify.annotations.NullMarked;
