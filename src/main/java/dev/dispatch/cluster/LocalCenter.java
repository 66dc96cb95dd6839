package dev.dispatch.cluster;

import java.time.Instant;

/**
 * What this center is, whatever its member id: it changes when two halves of a split cluster merge.
 *
 * @param city its city
 * @param port its HTTP port
 * @param url where its page is
 * @param startedAt when its process started
 */
public record LocalCenter(String city, int port, String url, Instant startedAt) {}
