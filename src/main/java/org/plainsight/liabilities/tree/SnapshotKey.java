package org.plainsight.liabilities.tree;

import java.math.BigInteger;
import java.security.SecureRandom;
import org.plainsight.liabilities.HashInput;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.batch.SumFold;

/**
 * K_snapshot: 32 random bytes, fresh for each snapshot, and what is derived from them by HMAC-SHA-256. The salt's
 * message is 8 bytes and every other begins with a label of another length, so no two meanings share a message.
 */
public final class SnapshotKey {

    public static final int LENGTH = 32;

    private final byte[] key;

    public SnapshotKey(byte[] key) {
        if (key.length != LENGTH) {
            throw new IllegalArgumentException("a snapshot's key has 32 bytes, not " + key.length);
        }
        this.key = key.clone();
    }

    public static SnapshotKey random(SecureRandom random) {
        byte[] key = new byte[LENGTH];
        random.nextBytes(key);
        return new SnapshotKey(key);
    }

    public byte[] toBytes() {
        return key.clone();
    }

    /** salt = HMAC(K, accountNo u64). */
    public Hash32 salt(long account) {
        return prf().hash(saltMessage(account));
    }

    /** capability = HMAC(K, lp("capability") | lp(account reference)): names a proof, and cannot be guessed. */
    public Hash32 capability(String reference) {
        return prf().hash(capabilityMessage(reference));
    }

    Prf prf() {
        return new Prf(key);
    }

    static byte[] capabilityMessage(String reference) {
        return HashInput.label("capability").lp(reference).toBytes();
    }

    static byte[] saltMessage(long account) {
        return HashInput.empty().u64(account).toBytes();
    }

    Prf permutation(int tree) {
        return new Prf(permutationKey(tree));
    }

    /** HMAC(K, lp("permutation") | tree u16). */
    byte[] permutationKey(int tree) {
        return prf().of(HashInput.label("permutation").u16(tree).toBytes());
    }

    /** HMAC(K, lp("padding")) keys HMAC( 05 | level u8 | tree u16 | index u64 ). */
    SumFold.Padding padding(int tree) {
        Prf prf = new Prf(paddingKey());
        return (level, index, out, at) -> {
            byte[] hash = prf.of(HashInput.tag(5, level, tree).u64(index).toBytes());
            System.arraycopy(hash, 0, out, at, Hash32.LENGTH);
        };
    }

    byte[] paddingKey() {
        return prf().of(HashInput.label("padding").toBytes());
    }

    /**
     * Where an amount is cut, 0 to the amount: HMAC(K, lp("chunks")) keys HMAC( tree u16 | accountNo u64 | j u8 ), of
     * which the first 16 bytes are reduced modulo amount + 1.
     */
    BigInteger cut(int tree, long account, int j, BigInteger amount) {
        return derived(HashInput.label("chunks"))
                .number(HashInput.empty().u16(tree).u64(account).u8(j).toBytes(), 16)
                .mod(amount.add(BigInteger.ONE));
    }

    private Prf derived(HashInput message) {
        return new Prf(prf().of(message.toBytes()));
    }

    /** Keeps the key out of logs and messages. */
    @Override
    public String toString() {
        return "SnapshotKey[…]";
    }
}
