/** The dispatch centers of the cluster: their cities and status, joining and leaving, graceful shutdown. */
@NullMarked
package dev.dispatch.cluster;

import org.jspecify.annotations.NullMarked;
