package org.plainsight.chain.evm;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A node could not answer, or not sensibly. The message never holds the node's URL, which may carry a key. */
public final class NodeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What to do about it. */
    public enum Kind {
        /** Off, slow, or answering with an error of its own: try again later. */
        UNREACHABLE,
        /** Asked too much: try again later, after {@link NodeException#retryAfter()} if given. */
        RATE_LIMITED,
        /** This one question is too big: ask in parts. */
        TOO_LARGE,
        /** The node no longer, or not yet, has the state of that block. */
        STATE_UNAVAILABLE,
        /** The block left the node's chain meanwhile: look at the head again. */
        NOT_CANONICAL,
        /** The node does not offer this method. */
        UNKNOWN_METHOD,
        /** The answer contradicts itself or the question. */
        BAD_ANSWER,
        /** Several nodes of the chain answer differently: nobody knows. */
        DISAGREEMENT
    }

    private final Kind kind;
    private final transient @Nullable Duration retryAfter;

    public NodeException(Kind kind, String message) {
        this(kind, message, null, null);
    }

    public NodeException(Kind kind, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    public Kind kind() {
        return kind;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
