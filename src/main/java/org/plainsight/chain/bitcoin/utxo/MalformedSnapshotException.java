package org.plainsight.chain.bitcoin.utxo;

/** The file is no sound UTXO snapshot; the message names the place. */
public final class MalformedSnapshotException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedSnapshotException(String message) {
        super(message);
    }
}
