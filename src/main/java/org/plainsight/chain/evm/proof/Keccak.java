package org.plainsight.chain.evm.proof;

import org.bouncycastle.crypto.digests.KeccakDigest;
import org.plainsight.merkle.Hash32;

/** Keccak-256, the hash of Ethereum. */
public final class Keccak {

    private static final int BITS = 256;

    private Keccak() {}

    /** Over the parts, one after the other. */
    public static Hash32 hash(byte[]... parts) {
        KeccakDigest digest = new KeccakDigest(BITS);
        for (byte[] part : parts) {
            digest.update(part, 0, part.length);
        }
        byte[] out = new byte[Hash32.LENGTH];
        digest.doFinal(out, 0);
        return Hash32.of(out);
    }
}
