package dev.dispatch.bench.pekko;

/** Marks the messages that cross from one process to another; {@code application.conf} has Jackson write them as CBOR. */
interface CborSerializable {}
