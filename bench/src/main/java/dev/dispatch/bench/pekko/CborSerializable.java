package dev.dispatch.bench.pekko;

/** Marks messages between processes; {@code application.conf} selects Jackson CBOR for them. */
interface CborSerializable {}
