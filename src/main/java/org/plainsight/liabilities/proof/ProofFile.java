package org.plainsight.liabilities.proof;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.plainsight.asset.AssetId;
import org.plainsight.liabilities.AssetRecord;
import org.plainsight.liabilities.BalanceStatement;
import org.plainsight.liabilities.SnapshotHeader;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.SumNode;
import org.plainsight.merkle.SumPath;

/**
 * What one customer gets of one snapshot. It never says who the customer is.
 *
 * @param salt of the account
 * @param assets in the order of their trees
 * @param log absent until the log's checkpoint covers the snapshot
 */
public record ProofFile(
        SnapshotHeader header, Hash32 salt, List<AssetProof> assets, Statement statement, Optional<LogReceipt> log) {

    /** One chunk of a balance and its way to the root. */
    public record Chunk(int number, BigInteger amount, SumPath path) {}

    /**
     * One balance of the account.
     *
     * @param total of the whole tree
     * @param topPath from the asset record to the root over all records
     */
    public record AssetProof(
            int index,
            AssetId asset,
            int kind,
            int decimals,
            int depth,
            BigInteger total,
            List<Chunk> chunks,
            List<Hash32> topPath) {

        public AssetProof {
            chunks = List.copyOf(chunks);
            topPath = List.copyOf(topPath);
        }

        /** What the customer should see in their account. */
        public BigInteger amount() {
            return chunks.stream().map(Chunk::amount).reduce(BigInteger.ZERO, BigInteger::add);
        }

        AssetRecord record(SumNode root) {
            return new AssetRecord(index, asset, kind, decimals, depth, root);
        }
    }

    /**
     * The operator's signature under the balances of this account, through the tree of all statements.
     *
     * @param key raw Ed25519 public key, hex
     * @param signature base64
     */
    public record Statement(long position, long count, List<Hash32> path, String key, String signature) {
        public Statement {
            path = List.copyOf(path);
        }
    }

    /**
     * @param entry the log entry of the snapshot, canonical JSON
     * @param receipt {@code c2sp.org/tlog-proof@v1}
     */
    public record LogReceipt(long index, String entry, String receipt) {}

    public ProofFile {
        assets = List.copyOf(assets);
    }

    /** The balances as the operator signed them, for the account with this secret. */
    public BalanceStatement balances(Hash32 secret) {
        return new BalanceStatement(
                header.hash(),
                secret,
                assets.stream()
                        .map(a -> new BalanceStatement.Balance(a.asset(), a.kind(), a.amount()))
                        .toList(),
                BalanceStatement.paths(ProofCodec.assets(assets)));
    }
}
