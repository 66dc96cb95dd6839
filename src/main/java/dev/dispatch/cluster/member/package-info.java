/** The Hazelcast member: configuration, discovery, failure detection and serialization. */
@NullMarked
package dev.dispatch.cluster.member;

import org.jspecify.annotations.NullMarked;
