package org.plainsight.chain.bitcoin.proof;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.plainsight.chain.bitcoin.BlockHeader;
import org.plainsight.chain.bitcoin.Coin;
import org.plainsight.disclosure.BlockJson;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.evidence.BlockRef;

/**
 * Writes the file that {@link CoinEvidence} reads, see docs/formats/bitcoin-evidence.md. Headers and proofs are streamed;
 * the caller gives them in the order of the chain.
 */
public final class CoinEvidenceWriter {

    private static final int LEAD = 4;
    private static final int HASH = 32;

    private final OutputStream out;

    public CoinEvidenceWriter(OutputStream out) {
        this.out = out;
    }

    /**
     * @param blocks how many proofs will follow
     * @param unproven how many of the coins those proofs do not cover
     */
    public void head(BlockRef block, int coins, int blocks, int unproven) throws IOException {
        out.write(CoinEvidence.MAGIC.getBytes(StandardCharsets.US_ASCII));
        out.write(headJson(block, coins, blocks, unproven));
        out.write('\n');
    }

    static byte[] headJson(BlockRef block, int coins, int blocks, int unproven) {
        return CanonicalJson.write(Json.object()
                .put("block", BlockJson.write(block))
                .put("coins", coins)
                .put("blocks", blocks)
                .put("unproven", unproven)
                .build());
    }

    /** Headers of blocks 1 to the file's own; the hash of the one before is left out. */
    public void headers(List<BlockHeader> headers) throws IOException {
        for (BlockHeader header : headers) {
            byte[] bytes = header.toBytes();
            out.write(bytes, 0, LEAD);
            out.write(bytes, LEAD + HASH, BlockHeader.LENGTH - LEAD - HASH);
        }
    }

    /** By rising outpoint. */
    public void coins(List<Coin> coins) throws IOException {
        for (Coin coin : coins) {
            byte[] script = HexFormat.of().parseHex(coin.scriptHex());
            out.write(new ProofBytes()
                    .raw(coin.outpoint().toBytes())
                    .int32(coin.createdHeight())
                    .int64(coin.valueSat())
                    .size(script.length)
                    .raw(script)
                    .toBytes());
        }
    }

    /**
     * By rising height.
     *
     * @param proof as {@link BlockProof#of} made it
     */
    public void proof(long height, byte[] proof) throws IOException {
        out.write(new ProofBytes().int32(height).raw(proof).toBytes());
    }
}
