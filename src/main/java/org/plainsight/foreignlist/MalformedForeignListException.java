package org.plainsight.foreignlist;

/** A file that cannot be read as a published address list; the message names row, column and remedy. */
public final class MalformedForeignListException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedForeignListException(String message) {
        super(message);
    }

    /** @param line of the file, from 1 */
    static MalformedForeignListException at(long line, String column, String problem) {
        return new MalformedForeignListException("row " + line + ", column " + column + ": " + problem);
    }
}
