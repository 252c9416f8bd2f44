package org.plainsight.liabilities.adversary;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.plainsight.asset.AssetId;
import org.plainsight.disclosure.LiabilitiesStatement;
import org.plainsight.disclosure.PublishedFile;
import org.plainsight.disclosure.StatementSigner;
import org.plainsight.liabilities.AssetRecord;
import org.plainsight.liabilities.BalanceStatement;
import org.plainsight.liabilities.CustomerIdentity;
import org.plainsight.liabilities.HashInput;
import org.plainsight.liabilities.SnapshotHeader;
import org.plainsight.liabilities.SnapshotId;
import org.plainsight.liabilities.TaggedTree;
import org.plainsight.liabilities.proof.ProofFile;
import org.plainsight.liabilities.tree.SampleSnapshot;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.SumNode;
import org.plainsight.merkle.SumPath;

/**
 * An operator who owns the prover, the signing key and the log entry: eight accounts of one asset under a root that
 * everybody gets, built by a rule of its own for what a parent says its children add up to. All else is consistent.
 */
final class CheatingOperator {

    static final int ACCOUNTS = 8;
    private static final int DEPTH = 3;
    private static final BigInteger U128 = BigInteger.ONE.shiftLeft(128);

    private static final ProofFile.Statement UNSIGNED = new ProofFile.Statement(0, 1, List.of(), "", "");

    /** What a node claims to hold below it. */
    @FunctionalInterface
    interface ParentSum {
        BigInteger of(BigInteger left, BigInteger right);
    }

    private record Node(Hash32 hash, BigInteger sum) {}

    private final List<BigInteger> owned;
    private final SnapshotId snapshot;
    private final List<Hash32> salts;
    private final List<Hash32> secrets;
    private final List<List<Node>> levels = new ArrayList<>();
    private final AssetRecord record;
    private final SnapshotHeader header;
    private final ProofFile.LogReceipt receipt;
    private final StatementSigner signer = SampleSnapshot.signer();

    /** @param seed makes another snapshot */
    CheatingOperator(List<BigInteger> owned, ParentSum rule, SampleLog log, int seed) {
        this.owned = owned;
        this.snapshot = new SnapshotId(sha("snapshot " + seed).toHex().substring(0, 32));
        this.salts = IntStream.range(0, ACCOUNTS)
                .mapToObj(i -> sha("salt " + seed + " " + i))
                .toList();
        this.secrets = IntStream.range(0, ACCOUNTS)
                .mapToObj(i -> snapshot.accountSecret(salts.get(i), customer(i).digest()))
                .toList();
        build(rule);
        Node root = levels.get(DEPTH).getFirst();
        this.record = new AssetRecord(0, AssetId.parse(SampleSnapshot.ASSETS.getFirst()), 0, 8, DEPTH, shown(root));
        this.header = new SnapshotHeader(
                snapshot,
                Instant.parse("2026-01-01T00:00:00Z"),
                1,
                record.hash(snapshot),
                SnapshotHeader.NO_PREVIOUS,
                sha("manifest"),
                sha("policy"));
        this.receipt = log.receipt(statement(), signer);
    }

    static CustomerIdentity customer(int i) {
        return new CustomerIdentity("70" + i, "victim" + i + "@example.com", "");
    }

    /** What this customer is shown: true balances of the neighbours, and the root that everybody gets. */
    ProofFile proof(int i) {
        return proof(i, this::trueSiblings);
    }

    /** The same with siblings bent so that their sums end at the claimed total; the hashes stay. */
    ProofFile bentProof(int i) {
        return proof(i, this::bentSiblings);
    }

    private List<SumNode> trueSiblings(int i) {
        List<SumNode> siblings = new ArrayList<>();
        for (int level = 0; level < DEPTH; level++) {
            siblings.add(shown(levels.get(level).get((i >> level) ^ 1)));
        }
        return siblings;
    }

    private List<SumNode> bentSiblings(int i) {
        List<SumNode> siblings = new ArrayList<>();
        BigInteger left = record.root().sum().subtract(owned.get(i)).max(BigInteger.ZERO);
        for (int level = 0; level < DEPTH; level++) {
            Node sibling = levels.get(level).get((i >> level) ^ 1);
            BigInteger sum = level == DEPTH - 1 ? left : left.min(shown(sibling).sum());
            left = left.subtract(sum);
            siblings.add(new SumNode(sibling.hash(), sum));
        }
        return siblings;
    }

    /** The operator signs what it shows: all accounts' balances with paths of one kind. */
    private ProofFile proof(int i, IntFunction<List<SumNode>> siblings) {
        List<Hash32> leaves = IntStream.range(0, ACCOUNTS)
                .mapToObj(c -> new ProofFile(
                                header, salts.get(c), assets(c, siblings.apply(c)), UNSIGNED, Optional.empty())
                        .balances(secrets.get(c))
                        .hash())
                .toList();
        TaggedTree statements = TaggedTree.of(TaggedTree.Tag.STATEMENTS, leaves);
        byte[] text = BalanceStatement.signedText(header.hash(), ACCOUNTS, statements.root());
        ProofFile.Statement signed = new ProofFile.Statement(
                i,
                ACCOUNTS,
                statements.path(i),
                signer.publicKey(),
                Base64.getEncoder().encodeToString(signer.sign(text)));
        return new ProofFile(header, salts.get(i), assets(i, siblings.apply(i)), signed, Optional.of(receipt));
    }

    private List<ProofFile.AssetProof> assets(int i, List<SumNode> siblings) {
        return List.of(new ProofFile.AssetProof(
                0,
                record.asset(),
                0,
                record.decimals(),
                DEPTH,
                record.root().sum(),
                List.of(new ProofFile.Chunk(0, owned.get(i), new SumPath(i, siblings))),
                List.of()));
    }

    private LiabilitiesStatement statement() {
        PublishedFile file = new PublishedFile("/snapshots/x", "00".repeat(32), 1);
        return new LiabilitiesStatement(
                snapshot.hex(),
                header.cutOff(),
                SnapshotHeader.VERSION,
                header.hash().toHex(),
                header.previous().toHex(),
                1,
                header.assetsRoot().toHex(),
                ACCOUNTS,
                List.of(),
                new PublishedFile("/m", header.manifest().toHex(), 1),
                new PublishedFile("/p", header.policy().toHex(), 1),
                file,
                file);
    }

    /** Hashes as the format says, but for the sums; its own arithmetic, which wraps where the real one would refuse. */
    private void build(ParentSum rule) {
        List<Node> level = new ArrayList<>();
        for (int i = 0; i < ACCOUNTS; i++) {
            byte[] input = HashInput.tag(0, 0, 0).hash(secrets.get(i)).toBytes();
            level.add(new Node(sha(input, u128(owned.get(i))), owned.get(i)));
        }
        levels.add(level);
        for (int l = 1; l <= DEPTH; l++) {
            List<Node> parents = new ArrayList<>();
            for (int i = 0; i < level.size(); i += 2) {
                Node left = level.get(i);
                Node right = level.get(i + 1);
                Hash32 hash = sha(
                        HashInput.tag(1, l, 0).toBytes(),
                        left.hash().toBytes(),
                        u128(left.sum()),
                        right.hash().toBytes(),
                        u128(right.sum()));
                parents.add(new Node(hash, rule.of(left.sum(), right.sum())));
            }
            levels.add(parents);
            level = parents;
        }
    }

    /** A negative sum cannot be written; the operator shows what its bits would say, cut to what a reader takes. */
    private static SumNode shown(Node node) {
        return new SumNode(node.hash(), node.sum().mod(U128).clearBit(SumNode.MAX_BITS));
    }

    private static byte[] u128(BigInteger value) {
        BigInteger bits = value.mod(U128);
        return HashInput.empty()
                .u64(bits.shiftRight(64).longValue())
                .u64(bits.longValue())
                .toBytes();
    }

    private static Hash32 sha(String text) {
        return Hash32.sha256(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static Hash32 sha(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return Hash32.of(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
