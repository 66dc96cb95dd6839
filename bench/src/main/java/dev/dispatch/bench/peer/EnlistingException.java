package dev.dispatch.bench.peer;

/** A hero could not be created, however often it was tried. */
public final class EnlistingException extends Exception {

    EnlistingException(int number, Throwable cause) {
        super(Peer.nameOf(number) + " could not be created: " + cause, cause);
    }
}
