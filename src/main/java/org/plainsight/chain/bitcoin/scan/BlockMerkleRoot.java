package org.plainsight.chain.bitcoin.scan;

import java.util.Arrays;
import org.plainsight.chain.bitcoin.DoubleSha256;
import org.plainsight.chain.bitcoin.MalformedBlockException;

/** The merkle root over a block's transaction ids, refusing the trees of CVE-2012-2459. */
public final class BlockMerkleRoot {

    private BlockMerkleRoot() {}

    /**
     * The root as explorers print it. The ids lie one after the other, at least one.
     *
     * @throws MalformedBlockException when two neighbours of a level are equal: another body with some transactions
     *     twice would have the same root, so this may be that other body
     */
    public static String of(byte[] txids) {
        byte[] level = txids.clone();
        int count = txids.length / DoubleSha256.LENGTH;
        DoubleSha256 sha = new DoubleSha256();
        while (count > 1) {
            for (int i = 0; i < count; i += 2) {
                int left = i * DoubleSha256.LENGTH;
                int right = Math.min(i + 1, count - 1) * DoubleSha256.LENGTH;
                if (left != right && isSame(level, left, right)) {
                    throw new MalformedBlockException("two equal neighbours in the merkle tree (CVE-2012-2459)");
                }
                sha.update(level, left, DoubleSha256.LENGTH);
                sha.update(level, right, DoubleSha256.LENGTH);
                sha.finish(level, left / 2);
            }
            count = (count + 1) / 2;
        }
        return DoubleSha256.display(level, 0);
    }

    private static boolean isSame(byte[] level, int left, int right) {
        return Arrays.equals(level, left, left + DoubleSha256.LENGTH, level, right, right + DoubleSha256.LENGTH);
    }
}
