package org.plainsight.ownership.script;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.plainsight.ownership.Secp256k1Curve;

/** Keys and trees of scripts of P2TR (BIP-341). */
public final class TaprootTree {

    private static final int NODE = 32;
    private static final int DEPTH_MAX = 128;

    private TaprootTree() {}

    /** The hash of a leaf of the version 0xc0. */
    public static byte[] leaf(byte[] script) {
        return InputCheck.leafHash(script);
    }

    public static byte[] branch(byte[] one, byte[] other) {
        boolean ordered = Arrays.compareUnsigned(one, other) < 0;
        return Digests.tagged(
                "TapBranch",
                new WireBytes()
                        .raw(ordered ? one : other)
                        .raw(ordered ? other : one)
                        .bytes());
    }

    /**
     * The output key, with its parity in the first byte.
     *
     * @param internalKey 32 bytes
     * @param root empty for a key without scripts
     * @return 33 bytes; empty when the key is no point
     */
    public static Optional<byte[]> tweaked(byte[] internalKey, byte[] root) {
        byte[] tweak = Digests.tagged(
                "TapTweak", new WireBytes().raw(internalKey).raw(root).bytes());
        return Secp256k1Curve.add(new WireBytes().raw(2).raw(internalKey).bytes(), tweak);
    }

    /** Whether an output key commits to a script, by the path of a control block. */
    static boolean commits(byte[] outputKey, byte[] script, byte[] control) {
        int path = control.length - 33;
        if (path < 0 || path % NODE != 0 || path / NODE > DEPTH_MAX) {
            return false;
        }
        byte[] node = Digests.tagged(
                "TapLeaf", new WireBytes().raw(control[0] & 0xfe).sized(script).bytes());
        for (int at = 33; at < control.length; at += NODE) {
            node = branch(node, Arrays.copyOfRange(control, at, at + NODE));
        }
        String wanted = HexFormat.of().formatHex(outputKey);
        int parity = 2 + (control[0] & 1);
        return tweaked(Arrays.copyOfRange(control, 1, 33), node)
                .filter(key ->
                        key[0] == parity && HexFormat.of().formatHex(key, 1, 33).equals(wanted))
                .isPresent();
    }
}
