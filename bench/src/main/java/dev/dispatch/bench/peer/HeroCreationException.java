package dev.dispatch.bench.peer;

/** A hero could not be created after all retries. */
public final class HeroCreationException extends Exception {
    HeroCreationException(int number, Throwable cause) {
        super(PeerMember.nameOf(number) + " could not be created: " + cause, cause);
    }
}
