package org.plainsight.liabilities.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.plainsight.asset.AssetId;
import org.plainsight.disclosure.LiabilitiesStatement;
import org.plainsight.evidence.Verdict;
import org.plainsight.liabilities.CustomerIdentity;
import org.plainsight.liabilities.Progress;
import org.plainsight.liabilities.SnapshotHeader;
import org.plainsight.liabilities.TaggedTree;
import org.plainsight.liabilities.tree.SampleSnapshot;
import org.plainsight.liabilities.tree.SecondPath;
import org.plainsight.liabilities.tree.SnapshotBuild;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.SumHasher;
import org.plainsight.merkle.SumNode;
import org.plainsight.merkle.SumPath;

/** Every known forgery by name: none survives, and each names who detects it. */
class AdversaryTest {

    private static final int MUTANTS = 60;
    private static final int CUSTOMERS = 90;
    private static final Random RANDOM = new Random(20260101);

    @TempDir
    static Path temporary;

    private static SampleSnapshot sample;
    private static SampleSnapshot other;

    @BeforeAll
    static void build() throws IOException {
        sample = SampleSnapshot.build(temporary.resolve("sample"), CUSTOMERS, 1);
        other = SampleSnapshot.build(temporary.resolve("other"), CUSTOMERS, 2);
    }

    /** One forged file, and who is asked to believe it. */
    record Forgery(String text, CustomerIdentity customer) {
        Forgery(byte[] file, CustomerIdentity customer) {
            this(new String(file, StandardCharsets.UTF_8), customer);
        }

        byte[] file() {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    static Stream<Arguments> forgeries() {
        return Stream.of(
                of(
                        "shared leaf",
                        "asset",
                        i -> new Forgery(sample.file(i), SampleSnapshot.customer((i + 1) % CUSTOMERS))),
                of(
                        "swapped amounts of two customers",
                        "asset|statement",
                        i -> assets(
                                i,
                                a -> amount(
                                        a,
                                        a.chunks()
                                                .getFirst()
                                                .amount()
                                                .add(BigInteger.valueOf(1 + RANDOM.nextInt(1_000)))))),
                of("swapped assets", "asset", AdversaryTest::swappedAssets),
                of("negative leaf", "file", i -> json(i, "\"amount\":\"", "\"amount\":\"-")),
                of("negative sibling", "file", i -> json(i, "\",\"", "\",\"-", "\"path\":[[")),
                of("overflow at 2^63", "asset", i -> shifted(i, 63)),
                of("overflow at 2^64", "asset", i -> shifted(i, 64)),
                of("overflow at 2^126", "asset", i -> shifted(i, 126)),
                of(
                        "overflow at 2^127",
                        "file",
                        i -> json(i, "\"total\":\"", "\"total\":\"" + BigInteger.ONE.shiftLeft(127) + "\",\"x\":\"")),
                of("amount of 2^127", "file", AdversaryTest::amountOf2To127),
                of(
                        "padding with value",
                        "asset",
                        i -> assets(
                                i,
                                a -> sibling(
                                        a,
                                        0,
                                        n -> new SumNode(
                                                n.hash(), n.sum().add(BigInteger.valueOf(1 + RANDOM.nextInt(9))))))),
                of("value moved between siblings", "asset", AdversaryTest::movedValue),
                of("leaf and node confused", "asset", i -> assets(i, AdversaryTest::shortened)),
                of(
                        "level replayed",
                        "asset",
                        i -> assets(
                                i,
                                a -> path(a, siblings -> {
                                    Collections.swap(siblings, 1, 2);
                                    return siblings;
                                }))),
                of("asset replayed", "asset", AdversaryTest::replayedAsset),
                of("snapshot replayed", "log", i -> new Forgery(other.file(i), SampleSnapshot.customer(i))),
                of(
                        "snapshot replayed under this header",
                        "asset",
                        i -> forged(
                                i,
                                p -> new ProofFile(
                                        p.header(),
                                        other.proof(i).salt(),
                                        other.proof(i).assets(),
                                        p.statement(),
                                        p.log()))),
                of("wrong depth", "asset", i -> assets(i, AdversaryTest::deepened)),
                of("path of another length than the depth", "file", i -> json(i, "\"depth\":", "\"depth\":1")),
                of("wrong position", "asset", i -> assets(i, AdversaryTest::moved)),
                of(
                        "non-canonical amount",
                        "file",
                        i -> json(
                                i,
                                "\"amount\":\"",
                                "\"amount\":\"" + List.of("0", "+", " ", "00").get(i % 4))),
                of("fraction", "file", i -> json(i, "\"decimals\":8", "\"decimals\":8.0")),
                of("duplicate JSON key", "file", i -> json(i, "\"salt\":", "\"salt\":\"\",\"salt\":")),
                of("unknown member", "file", i -> json(i, "\"salt\":", "\"uid\":\"1\",\"salt\":")),
                of("swapped chunk numbers", "asset|file", i -> assets(i, AdversaryTest::renumbered)),
                of("chunk left out", "statement|asset", AdversaryTest::withoutChunk),
                of(
                        "asset left out",
                        "statement|file",
                        i -> forged(
                                i, p -> with(p, p.assets().subList(1, p.assets().size())))),
                of(
                        "asset twice",
                        "file",
                        i -> forged(i, p -> {
                            List<ProofFile.AssetProof> twice = new ArrayList<>(p.assets());
                            twice.add(p.assets().getLast());
                            return with(p, twice);
                        })),
                of(
                        "total of its own",
                        "asset",
                        i -> assets(
                                i,
                                a -> new ProofFile.AssetProof(
                                        a.index(),
                                        a.asset(),
                                        a.kind(),
                                        a.decimals(),
                                        a.depth(),
                                        a.total().add(BigInteger.ONE),
                                        a.chunks(),
                                        a.topPath()))),
                of("other decimals", "asset", i -> json(i, "\"decimals\":8", "\"decimals\":6")),
                of("other kind", "asset", i -> json(i, "\"kind\":0", "\"kind\":1")),
                of("root of its own", "log", AdversaryTest::ownHeader),
                of("key of its own", "statement", AdversaryTest::ownKey),
                of(
                        "truncated file",
                        "file",
                        i -> new Forgery(
                                java.util.Arrays.copyOf(sample.file(i), sample.file(i).length - 1 - i),
                                SampleSnapshot.customer(i))),
                of(
                        "other phrase",
                        "asset",
                        i -> new Forgery(
                                sample.file(i),
                                new CustomerIdentity("10" + i, "customer" + i + "@example.com", "guess"))));
    }

    @ParameterizedTest(name = "{0}: detected by {1}")
    @MethodSource("forgeries")
    void no_forged_proof_survives(String name, String detector, Function<Integer, Forgery> forge) {
        for (int i = 0; i < MUTANTS; i++) {
            Forgery forgery = forge.apply(i);
            assertThat(forgery.file()).isNotEmpty();
            ProofReport report = sample.verify(forgery.file(), forgery.customer());
            assertThat(report.verdict()).as("%s, mutant %s", name, i).isInstanceOf(Verdict.Invalid.class);
            assertThat(report.steps().stream()
                            .filter(s -> s.outcome() == ProofReport.Outcome.FAILED)
                            .map(s -> s.name().replaceFirst(" .*", "")))
                    .as("%s, mutant %s: %s", name, i, report)
                    .containsAnyOf(detector.split("\\|"));
        }
    }

    @Test
    void any_single_changed_byte_of_a_file_changes_the_verdict() {
        for (int i = 0; i < 1_500; i++) {
            int customer = i % CUSTOMERS;
            byte[] file = sample.file(customer);
            int at = RANDOM.nextInt(file.length);
            file[at] ^= (byte) (1 << RANDOM.nextInt(8));
            assertThat(sample.verify(file, SampleSnapshot.customer(customer)).verdict())
                    .as("byte %s of customer %s: %s", at, customer, new String(file, StandardCharsets.ISO_8859_1))
                    .isNotInstanceOf(Verdict.Valid.class);
        }
    }

    @Test
    void an_omitted_leaf_is_detected_by_the_second_path() throws IOException {
        inputChanged(rows -> rows.add("zz-omitted," + "ab".repeat(32) + ",Example Ltd,"
                + SampleSnapshot.ASSETS.getFirst() + ",0," + (1 + RANDOM.nextInt(1_000))));
    }

    @Test
    void a_duplicated_leaf_or_padding_with_value_is_detected_by_the_second_path() throws IOException {
        inputChanged(rows -> rows.remove(1 + RANDOM.nextInt(rows.size() - 1)));
    }

    @Test
    void amounts_swapped_in_the_tree_are_detected_by_the_second_path() throws IOException {
        inputChanged(rows -> {
            int at = 1 + RANDOM.nextInt(rows.size() - 1);
            String row = rows.get(at);
            rows.set(at, row.substring(0, row.lastIndexOf(',') + 1) + "31415926535");
        });
    }

    /** The max attack: four customers own 230, one root claims 100, and each is shown a split that fits. */
    @Test
    void a_parent_that_commits_less_than_its_children_convinces_nobody() {
        long[] owned = {100, 60, 40, 30};
        for (int run = 0; run < MUTANTS; run++) {
            int victim = run % 4;
            ProofFile good = sample.proof(victim);
            Hash32 secret = good.header()
                    .snapshot()
                    .accountSecret(good.salt(), SampleSnapshot.customer(victim).digest());
            SumNode leaf = SumHasher.leaf(0, 0, secret, BigInteger.valueOf(owned[victim]));
            List<SumNode> siblings = new ArrayList<>();
            BigInteger claimed = BigInteger.valueOf(100);
            SumNode node = leaf;
            for (int level = 1; level <= 3; level++) {
                BigInteger shown = level == 1 ? claimed.subtract(leaf.sum()) : BigInteger.ZERO;
                SumNode sibling = new SumNode(Hash32.sha256(new byte[] {(byte) run, (byte) level}), shown);
                siblings.add(sibling);
                SumNode bigger = new SumNode(sibling.hash(), BigInteger.valueOf(owned[(victim + level) % 4]));
                // what the one published root really hashed: the true values, with the maximum written as their sum
                Hash32 hash = SumHasher.node(level, 0, node, bigger).hash();
                node = new SumNode(hash, node.sum().max(bigger.sum()));
            }
            AssetId asset = AssetId.parse(SampleSnapshot.ASSETS.getFirst());
            ProofFile.AssetProof proof = new ProofFile.AssetProof(
                    0,
                    asset,
                    0,
                    8,
                    3,
                    claimed,
                    List.of(new ProofFile.Chunk(0, leaf.sum(), new SumPath(0, siblings))),
                    List.of());
            Hash32 root = proof.record(new SumNode(node.hash(), claimed))
                    .hash(good.header().snapshot());
            SnapshotHeader header = header(good.header(), root, 1);
            ProofFile forged = new ProofFile(header, good.salt(), List.of(proof), good.statement(), good.log());

            ProofReport report = ProofVerifier.verify(
                    ProofCodec.write(forged), SampleSnapshot.customer(victim), p -> logged(header));

            assertThat(report.steps())
                    .filteredOn(s -> s.outcome() == ProofReport.Outcome.FAILED)
                    .extracting(ProofReport.Step::name)
                    .contains("asset 0");
        }
    }

    @Test
    void what_could_not_be_checked_is_never_valid() {
        ProofReport report = ProofVerifier.verify(
                sample.file(0), SampleSnapshot.customer(0), p -> new LoggedHeader.Unreachable("no network"));

        assertThat(report.verdict()).isInstanceOf(Verdict.Inconclusive.class);
        assertThat(report.steps())
                .extracting(ProofReport.Step::name)
                .containsExactly("file", "log", "asset 0", "asset 1", "asset 2", "statement");
    }

    private interface Change {
        void apply(List<String> rows);
    }

    private static void inputChanged(Change change) throws IOException {
        Path balances = sample.directory.balances();
        String sound = Files.readString(balances);
        for (int i = 0; i < 20; i++) {
            List<String> rows = new ArrayList<>(sound.lines().toList());
            change.apply(rows);
            Files.write(balances, rows);
            assertThat(catchThrowable(() -> SnapshotBuild.check(sample.directory, sample.record, Progress.SILENT)))
                    .isInstanceOf(SecondPath.DisagreementException.class);
        }
        Files.writeString(balances, sound);
    }

    private static Arguments of(String name, String detector, Function<Integer, Forgery> forge) {
        return Arguments.of(name, detector, forge);
    }

    private static Forgery forged(int i, Function<ProofFile, ProofFile> change) {
        return new Forgery(ProofCodec.write(change.apply(sample.proof(i))), SampleSnapshot.customer(i));
    }

    private static Forgery json(int i, String from, String to) {
        return json(i, from, to, "");
    }

    /** Replaces the first occurrence after a marker. */
    private static Forgery json(int i, String from, String to, String after) {
        String text = new String(sample.file(i), StandardCharsets.UTF_8);
        int at = text.indexOf(from, text.indexOf(after) + after.length());
        assertThat(at).as("'%s' in the file", from).isPositive();
        String changed = text.substring(0, at) + to + text.substring(at + from.length());
        return new Forgery(changed.getBytes(StandardCharsets.UTF_8), SampleSnapshot.customer(i));
    }

    private static ProofFile with(ProofFile p, List<ProofFile.AssetProof> assets) {
        return new ProofFile(p.header(), p.salt(), assets, p.statement(), p.log());
    }

    private static Forgery assets(int i, Function<ProofFile.AssetProof, ProofFile.AssetProof> change) {
        return forged(i, p -> {
            List<ProofFile.AssetProof> assets = new ArrayList<>(p.assets());
            int victim = RANDOM.nextInt(assets.size());
            assets.set(victim, change.apply(assets.get(victim)));
            return with(p, assets);
        });
    }

    private static ProofFile.AssetProof chunks(
            ProofFile.AssetProof a, int depth, BigInteger total, List<ProofFile.Chunk> chunks) {
        return new ProofFile.AssetProof(
                a.index(), a.asset(), a.kind(), a.decimals(), depth, total, chunks, a.topPath());
    }

    private static ProofFile.AssetProof amount(ProofFile.AssetProof a, BigInteger amount) {
        List<ProofFile.Chunk> chunks = new ArrayList<>(a.chunks());
        chunks.set(
                0,
                new ProofFile.Chunk(
                        chunks.getFirst().number(), amount, chunks.getFirst().path()));
        return chunks(a, a.depth(), a.total(), chunks);
    }

    private static ProofFile.AssetProof path(ProofFile.AssetProof a, Function<List<SumNode>, List<SumNode>> change) {
        List<ProofFile.Chunk> chunks = new ArrayList<>(a.chunks());
        ProofFile.Chunk first = chunks.getFirst();
        List<SumNode> siblings = change.apply(new ArrayList<>(first.path().siblings()));
        chunks.set(
                0,
                new ProofFile.Chunk(
                        first.number(), first.amount(), new SumPath(first.path().position(), siblings)));
        return chunks(a, a.depth(), a.total(), chunks);
    }

    private static ProofFile.AssetProof sibling(ProofFile.AssetProof a, int level, Function<SumNode, SumNode> change) {
        return path(a, siblings -> {
            siblings.set(level, change.apply(siblings.get(level)));
            return siblings;
        });
    }

    private static Forgery swappedAssets(int i) {
        return forged(i, p -> {
            List<ProofFile.AssetProof> assets = new ArrayList<>(p.assets());
            ProofFile.AssetProof a = assets.getFirst();
            BigInteger otherAmount = a.amount().add(BigInteger.TWO);
            assets.set(0, amount(a, otherAmount));
            return with(p, assets);
        });
    }

    /** A sibling and the total grow by a power of two, as if a sum had wrapped there. */
    private static Forgery shifted(int i, int bits) {
        BigInteger wrap = BigInteger.ONE.shiftLeft(bits);
        return assets(i, a -> {
            ProofFile.AssetProof grown =
                    sibling(a, 1, n -> new SumNode(n.hash(), n.sum().add(wrap)));
            return chunks(grown, a.depth(), a.total().add(wrap), grown.chunks());
        });
    }

    private static Forgery amountOf2To127(int i) {
        String text = new String(sample.file(i), StandardCharsets.UTF_8);
        String changed =
                text.replaceFirst("\"amount\":\"[0-9]+\"", "\"amount\":\"" + BigInteger.ONE.shiftLeft(127) + "\"");
        return new Forgery(changed.getBytes(StandardCharsets.UTF_8), SampleSnapshot.customer(i));
    }

    private static Forgery movedValue(int i) {
        return assets(
                i,
                a -> path(a, siblings -> {
                    SumNode low = siblings.get(0);
                    SumNode high = siblings.get(1);
                    BigInteger some = BigInteger.ONE;
                    if (high.sum().signum() == 0) {
                        siblings.set(0, new SumNode(low.hash(), low.sum().add(some)));
                    } else {
                        siblings.set(0, new SumNode(low.hash(), low.sum().add(some)));
                        siblings.set(1, new SumNode(high.hash(), high.sum().subtract(some)));
                    }
                    return siblings;
                }));
    }

    /** Presents the parent of the leaf as a leaf of a tree one level lower. */
    private static ProofFile.AssetProof shortened(ProofFile.AssetProof a) {
        ProofFile.Chunk first = a.chunks().getFirst();
        List<SumNode> siblings = first.path().siblings();
        BigInteger parent = first.amount().add(siblings.getFirst().sum());
        SumPath path = new SumPath(first.path().position() >> 1, siblings.subList(1, siblings.size()));
        return chunks(a, a.depth() - 1, a.total(), List.of(new ProofFile.Chunk(0, parent, path)));
    }

    private static ProofFile.AssetProof deepened(ProofFile.AssetProof a) {
        List<ProofFile.Chunk> chunks = a.chunks().stream()
                .map(c -> {
                    List<SumNode> siblings = new ArrayList<>(c.path().siblings());
                    siblings.add(new SumNode(Hash32.sha256(), BigInteger.ZERO));
                    return new ProofFile.Chunk(
                            c.number(), c.amount(), new SumPath(c.path().position(), siblings));
                })
                .toList();
        return chunks(a, a.depth() + 1, a.total(), chunks);
    }

    private static ProofFile.AssetProof moved(ProofFile.AssetProof a) {
        ProofFile.Chunk first = a.chunks().getFirst();
        long position = first.path().position() ^ (1L << RANDOM.nextInt(a.depth()));
        List<ProofFile.Chunk> chunks = new ArrayList<>(a.chunks());
        chunks.set(
                0,
                new ProofFile.Chunk(
                        first.number(),
                        first.amount(),
                        new SumPath(position, first.path().siblings())));
        return chunks(a, a.depth(), a.total(), chunks);
    }

    private static Forgery replayedAsset(int i) {
        return forged(i, p -> {
            List<ProofFile.AssetProof> assets = new ArrayList<>(p.assets());
            ProofFile.AssetProof a = assets.getFirst();
            assets.set(
                    0,
                    new ProofFile.AssetProof(
                            a.index(),
                            AssetId.parse(SampleSnapshot.ASSETS.getLast()),
                            a.kind(),
                            a.decimals(),
                            a.depth(),
                            a.total(),
                            a.chunks(),
                            a.topPath()));
            return with(p, assets);
        });
    }

    private static ProofFile.AssetProof renumbered(ProofFile.AssetProof a) {
        List<ProofFile.Chunk> chunks = a.chunks().stream()
                .map(c -> new ProofFile.Chunk(a.chunks().size() - c.number(), c.amount(), c.path()))
                .toList();
        return chunks(a, a.depth(), a.total(), chunks);
    }

    private static Forgery withoutChunk(int i) {
        int rich = i;
        for (int tries = 0; tries < CUSTOMERS; tries++, rich = (rich + 1) % CUSTOMERS) {
            ProofFile p = sample.proof(rich);
            for (int a = 0; a < p.assets().size(); a++) {
                ProofFile.AssetProof asset = p.assets().get(a);
                if (asset.chunks().size() > 1) {
                    List<ProofFile.AssetProof> assets = new ArrayList<>(p.assets());
                    assets.set(
                            a,
                            chunks(
                                    asset,
                                    asset.depth(),
                                    asset.total(),
                                    asset.chunks().subList(1, asset.chunks().size())));
                    return new Forgery(ProofCodec.write(with(p, assets)), SampleSnapshot.customer(rich));
                }
            }
        }
        throw new IllegalStateException("nobody has a split balance");
    }

    /** A header that fits a record of the forger's own, with an honest-looking top path. */
    private static Forgery ownHeader(int i) {
        return forged(i, p -> {
            ProofFile.AssetProof a = p.assets().getFirst();
            Hash32 root = TaggedTree.of(TaggedTree.Tag.ASSETS, List.of(Hash32.sha256(new byte[] {(byte) i})))
                    .root();
            return new ProofFile(header(p.header(), root, 1), p.salt(), List.of(a), p.statement(), p.log());
        });
    }

    private static Forgery ownKey(int i) {
        return forged(
                i,
                p -> new ProofFile(
                        p.header(),
                        p.salt(),
                        p.assets(),
                        new ProofFile.Statement(
                                p.statement().position(),
                                p.statement().count(),
                                p.statement().path(),
                                Hash32.sha256(new byte[] {(byte) i}).toHex(),
                                p.statement().signature()),
                        p.log()));
    }

    private static SnapshotHeader header(SnapshotHeader h, Hash32 assetsRoot, int trees) {
        return new SnapshotHeader(h.snapshot(), h.cutOff(), trees, assetsRoot, h.previous(), h.manifest(), h.policy());
    }

    private static LoggedHeader logged(SnapshotHeader h) {
        LiabilitiesStatement s = sample.statement;
        return new LoggedHeader.Found(
                new LiabilitiesStatement(
                        s.snapshotId(),
                        s.cutOff(),
                        s.version(),
                        h.hash().toHex(),
                        s.previousHeader(),
                        h.treeCount(),
                        h.assetsRoot().toHex(),
                        s.accounts(),
                        s.manifestBlocks(),
                        s.manifest(),
                        s.policy(),
                        s.trees(),
                        s.upperTree()),
                List.of(SampleSnapshot.signer().publicKey()));
    }
}
