package org.plainsight.note;

/** Text that is no signed note, checkpoint, key, proof or tile path in its C2SP form. */
public final class MalformedNoteException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MalformedNoteException(String message) {
        super(message);
    }

    public MalformedNoteException(String message, Throwable cause) {
        super(message, cause);
    }
}
