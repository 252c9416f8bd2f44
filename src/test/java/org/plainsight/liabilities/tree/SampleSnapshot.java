package org.plainsight.liabilities.tree;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import org.plainsight.asset.ChainId;
import org.plainsight.disclosure.LiabilitiesStatement;
import org.plainsight.evidence.BlockRef;
import org.plainsight.liabilities.CustomerIdentity;
import org.plainsight.liabilities.LiabilitiesPolicy;
import org.plainsight.liabilities.Progress;
import org.plainsight.liabilities.SnapshotHeader;
import org.plainsight.liabilities.SnapshotId;
import org.plainsight.liabilities.balances.Balances;
import org.plainsight.liabilities.balances.BalancesReader;
import org.plainsight.liabilities.proof.LoggedHeader;
import org.plainsight.liabilities.proof.ProofCodec;
import org.plainsight.liabilities.proof.ProofFile;
import org.plainsight.liabilities.proof.ProofReport;
import org.plainsight.liabilities.proof.ProofVerifier;
import org.plainsight.testing.TestSigner;

/** A small exchange of the tests: its balances file, its sealed snapshot, and the proofs of its customers. */
public final class SampleSnapshot {

    public static final List<String> ASSETS = List.of(
            "bip122:000000000019d6689c085ae165831e93/slip44:0",
            "eip155:1/erc20:0xdac17f958d2ee523a2206206994597c13d831ec7",
            "eip155:1/slip44:60");

    static final List<BlockRef> BLOCKS =
            List.of(new BlockRef(ChainId.parse("eip155:1"), 7, "ab".repeat(32), Instant.parse("2026-01-01T00:00:00Z")));

    private static final TestSigner SIGNER = TestSigner.operator();

    public final SnapshotDirectory directory;
    public final BuildRecord record;
    public final LiabilitiesStatement statement;
    public final ProofMaker maker;
    final SnapshotKey key;

    private SampleSnapshot(
            SnapshotDirectory directory, SnapshotKey key, BuildRecord record, LiabilitiesStatement statement) {
        this.directory = directory;
        this.key = key;
        this.record = record;
        this.statement = statement;
        this.maker = ProofMaker.open(directory, statement.header());
    }

    /** Every customer has a balance in most assets; the same seed gives the same bytes but for the input's path. */
    public static SampleSnapshot build(Path path, int customers, long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder csv = new StringBuilder("account,id,entity,asset,kind,amount\n");
        Map<String, BigInteger> totals = new TreeMap<>();
        int rows = 0;
        for (int i = 0; i < customers; i++) {
            for (int a = 0; a < ASSETS.size(); a++) {
                if (a == 0 || random.nextInt(4) > 0) {
                    BigInteger amount = new BigInteger(1 + random.nextInt(70), random);
                    csv.append(String.join(
                                    ",",
                                    account(i),
                                    customer(i).digest().toHex(),
                                    "Example Ltd",
                                    ASSETS.get(a),
                                    "0",
                                    amount.toString()))
                            .append('\n');
                    totals.merge(ASSETS.get(a), amount, BigInteger::add);
                    rows++;
                }
            }
        }
        StringBuilder control = new StringBuilder("{\"cut_off\":\"2026-01-01T00:00:00Z\",\"rows\":")
                .append(rows)
                .append(",\"ledger\":\"test\",\"totals\":[");
        totals.forEach((asset, total) -> control.append("{\"asset\":\"")
                .append(asset)
                .append("\",\"kind\":0,\"amount\":\"")
                .append(total)
                .append("\"},"));
        control.setCharAt(control.length() - 1, ']');
        return build(path, csv.toString(), control.append('}').toString(), random);
    }

    private static SampleSnapshot build(Path path, String csv, String control, Random random) throws IOException {
        SnapshotDirectory directory = SnapshotDirectory.create(path);
        Files.writeString(directory.balances(), csv);
        Files.writeString(directory.control(), control);
        byte[] key = new byte[32];
        byte[] id = new byte[16];
        random.nextBytes(key);
        random.nextBytes(id);
        Balances balances = read(directory);
        SnapshotKey snapshotKey = new SnapshotKey(key);
        BuildRecord record = new SnapshotBuild(
                        directory,
                        new SnapshotId(HexFormat.of().formatHex(id)),
                        snapshotKey,
                        ChunkPolicy.STANDARD,
                        Capacity.ofMachine(),
                        Progress.SILENT)
                .run(balances);
        balances.close();
        LiabilitiesStatement statement = new SealedFiles(directory, record, LiabilitiesPolicy.standard(), SIGNER)
                .seal(BLOCKS, SnapshotHeader.NO_PREVIOUS);
        return new SampleSnapshot(directory, snapshotKey, record, statement);
    }

    static Balances read(SnapshotDirectory directory) throws IOException {
        return BalancesReader.read(
                directory.balances(),
                Files.readAllBytes(directory.control()),
                asset -> OptionalInt.of(8),
                LiabilitiesPolicy.standard(),
                Optional.empty(),
                Progress.SILENT);
    }

    public static String account(int i) {
        return "customer-" + i;
    }

    public static CustomerIdentity customer(int i) {
        return new CustomerIdentity("10" + i, "customer" + i + "@example.com", "phrase " + i);
    }

    /** With nothing in its directory but what a build leaves. */
    public SampleSnapshot unsealed() {
        SnapshotDirectory.discard(directory.path().resolve("sealed"));
        return this;
    }

    public ProofFile proof(int i) {
        return ProofCodec.read(file(i));
    }

    public byte[] file(int i) {
        return maker.proof(maker.find(key.capability(account(i))).orElseThrow(), Optional.empty());
    }

    public LoggedHeader logged() {
        return new LoggedHeader.Found(statement, List.of(SIGNER.publicKey()));
    }

    public ProofReport verify(byte[] file, CustomerIdentity customer) {
        return ProofVerifier.verify(file, customer, proof -> logged());
    }

    public static TestSigner signer() {
        return SIGNER;
    }
}
