package org.plainsight.recheck;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.Holding;
import org.plainsight.chain.Reading;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.Disclosure;
import org.plainsight.disclosure.KeyStatement;
import org.plainsight.disclosure.LiabilitiesStatement;
import org.plainsight.disclosure.PublishedFile;
import org.plainsight.disclosure.ReservesStatement;
import org.plainsight.disclosure.SignerRole;
import org.plainsight.disclosure.StatementSigners;
import org.plainsight.evidence.BlockRef;
import org.plainsight.evidence.Verdict;
import org.plainsight.liabilities.Snapshot;
import org.plainsight.liabilities.tree.SampleSnapshot;
import org.plainsight.liabilities.tree.SealedFiles;
import org.plainsight.log.Cosigner;
import org.plainsight.log.HighestSigned;
import org.plainsight.log.LogSigner;
import org.plainsight.log.MemoryLogStore;
import org.plainsight.log.PublishedTiles;
import org.plainsight.log.Sequencer;
import org.plainsight.log.SignedCheckpoint;
import org.plainsight.log.TiledLog;
import org.plainsight.merkle.Hash32;
import org.plainsight.note.SigningKey;
import org.plainsight.note.TilePath;
import org.plainsight.note.VerifierKey;
import org.plainsight.ownership.Challenge;
import org.plainsight.ownership.ContractOwners;
import org.plainsight.ownership.TestKey;
import org.plainsight.registry.AddressClaim;
import org.plainsight.registry.PinnedAsset;
import org.plainsight.registry.PinnedAsset.Representation;
import org.plainsight.reserves.HoldingsFile;
import org.plainsight.reserves.Reconciler;
import org.plainsight.testing.TestClaim;
import org.plainsight.testing.TestSigner;

/**
 * An exchange whose public files are made by the real code. A test bends its statements or files before they are signed
 * and published: what a cheating exchange signs, it signs with its own keys.
 */
final class RecordedExchange {

    static final ChainId CHAIN = ChainId.parse("eip155:1");
    static final AssetId ETH = AssetId.parse("eip155:1/slip44:60");
    static final AssetId BTC = AssetId.parse("bip122:000000000019d6689c085ae165831e93/slip44:0");
    static final AssetId USDT = AssetId.parse(SampleSnapshot.ASSETS.get(1));
    static final BlockRef BLOCK = new BlockRef(CHAIN, 7, "ab".repeat(32), Instant.parse("2026-01-01T00:00:00Z"));
    static final String DOMAIN = "portal.example";
    static final int CUSTOMERS = 40;

    private static final int DECIMALS = 8;
    static final Instant NOW = Instant.parse("2026-01-01T01:00:00Z");
    private static final TestKey WALLET = new TestKey(BigInteger.valueOf(4_711));
    private static final TestKey OTHER_WALLET = new TestKey(BigInteger.valueOf(4_712));
    static final AccountId ADDRESS = new AccountId(CHAIN, WALLET.evmAddress());
    static final AccountId UNSIGNED_ADDRESS = new AccountId(CHAIN, OTHER_WALLET.evmAddress());

    private final LogKey logKey = new LogKey();
    private final TestSigner measuring = new TestSigner(SignerRole.MEASURING);
    private final StatementSigners signers = new StatementSigners(List.of(SampleSnapshot.signer(), measuring));

    final SampleSnapshot snapshot;
    final List<Disclosure> statements = new ArrayList<>();
    final Map<String, byte[]> files = new HashMap<>();
    /** What the wallets hold on the chain. */
    final Map<ChainSource.Pair, Amount> onChain = new HashMap<>();

    private RecordedExchange(SampleSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** Owes three assets, holds one of them on a chain, and says so truthfully. */
    static RecordedExchange honest(Path folder) throws IOException {
        RecordedExchange exchange = new RecordedExchange(SampleSnapshot.build(folder, CUSTOMERS, 42));
        exchange.onChain.put(new ChainSource.Pair(ADDRESS, ETH), Amount.parse("900000000000000000000000"));
        exchange.onChain.put(new ChainSource.Pair(UNSIGNED_ADDRESS, ETH), Amount.of(5_000));
        exchange.introduceKeys();
        exchange.claim(ADDRESS, WALLET, Verdict.valid("signed"));
        exchange.statements.add(attribution(UNSIGNED_ADDRESS, List.of()));
        exchange.publishSnapshot();
        return exchange;
    }

    private void introduceKeys() {
        statements.add(new KeyStatement(
                SignerRole.OPERATOR,
                KeyStatement.Action.ADDED,
                SampleSnapshot.signer().publicKey()));
        statements.add(new KeyStatement(SignerRole.MEASURING, KeyStatement.Action.ADDED, measuring.publicKey()));
    }

    /** @param verdict what the exchange says of the signature, whatever it is worth */
    private void claim(AccountId account, TestKey signer, Verdict verdict) {
        String challenge = new Challenge(
                        DOMAIN,
                        "Example Ltd",
                        account,
                        "2026-01",
                        BLOCK.height(),
                        BLOCK.hash(),
                        LocalDate.of(2026, 6, 1))
                .text();
        statements.add(attribution(
                account,
                List.of(new Attribution.Evidence(
                        "eip191",
                        challenge,
                        List.of(signer.eip191(challenge)),
                        Optional.empty(),
                        Optional.of(BLOCK),
                        verdict))));
    }

    /** The exchange claims an address with a signature that another key made, and calls it valid. */
    void claimAForeignAddressAsSigned() {
        statements.removeIf(s -> s instanceof Attribution a && a.subject().equals(UNSIGNED_ADDRESS));
        claim(UNSIGNED_ADDRESS, WALLET, Verdict.valid("signed"));
    }

    private static Attribution attribution(AccountId account, List<Attribution.Evidence> evidence) {
        return TestClaim.of("claim-" + account.address(), NOW, account, Attribution.Claim.OWNED, "Example Ltd")
                .role(Attribution.Role.HOT)
                .purpose("client")
                .evidence(evidence)
                .build();
    }

    private void publishSnapshot() throws IOException {
        LiabilitiesStatement liabilities = snapshot.statement;
        for (String name : SealedFiles.PUBLIC) {
            files.put(
                    "/snapshots/" + liabilities.snapshotId() + "/" + name,
                    Files.readAllBytes(
                            snapshot.directory.sealed(liabilities.header()).resolve(name)));
        }
        Reconciler.Input input = input(liabilities);
        HoldingsFile holdings = Reconciler.holdings(input);
        PublishedFile file = put(holdings.toBytes());
        statements.add(liabilities);
        statements.addAll(Reconciler.statements(input, holdings, file));
    }

    private Reconciler.Input input(LiabilitiesStatement liabilities) {
        List<AddressClaim> claims = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            if (statements.get(i) instanceof Attribution claim) {
                claims.add(new AddressClaim(i, claim, Optional.empty()));
            }
        }
        List<Holding> holdings = onChain.entrySet().stream()
                .map(e -> new Holding(e.getKey().account(), e.getKey().asset(), e.getValue(), BLOCK))
                .toList();
        Snapshot staged = snapshot.record.staged();
        return new Reconciler.Input(
                staged,
                liabilities.header(),
                NOW,
                List.of(
                        new PinnedAsset(BTC, "BTC", "Bitcoin", DECIMALS, List.of(new Representation(BTC, DECIMALS))),
                        new PinnedAsset(ETH, "ETH", "Ether", DECIMALS, List.of(new Representation(ETH, DECIMALS))),
                        new PinnedAsset(USDT, "USDT", "Tether USD", DECIMALS, List.of())),
                claims,
                statements.size(),
                Map.of(CHAIN, new Reading.Known(BLOCK, holdings)),
                Map.of(),
                List.of());
    }

    String holdingsPath() {
        return "/snapshots/" + snapshot.statement.snapshotId() + "/holdings.json";
    }

    /** Publishes holdings; answers how statements name them. */
    PublishedFile put(byte[] holdings) {
        files.put(holdingsPath(), holdings);
        return new PublishedFile(holdingsPath(), Hash32.sha256(holdings).toHex(), holdings.length);
    }

    HoldingsFile holdings() {
        return HoldingsFile.read(files.get(holdingsPath()));
    }

    /** Puts other reserves statements in place of the honest ones. */
    void bendReserves(UnaryOperator<ReservesStatement> bend) {
        statements.replaceAll(s -> s instanceof ReservesStatement r ? bend.apply(r) : s);
    }

    /** Other holdings, whose digest the statements name. */
    void bendHoldings(UnaryOperator<HoldingsFile> bend) {
        replaceHoldings(bend.apply(holdings()).toBytes());
    }

    void replaceHoldings(byte[] bytes) {
        PublishedFile file = put(bytes);
        bendReserves(r -> new ReservesStatement(
                r.snapshotId(),
                r.header(),
                r.issuedAt(),
                r.asset(),
                r.decimals(),
                r.liabilities(),
                r.claimed(),
                r.positions(),
                r.ratio(),
                r.grade(),
                r.logSize(),
                file));
    }

    /** A published file of the snapshot in other bytes, whose digest the liabilities statement names. */
    void replaceTreeFile(String name, byte[] bytes) {
        String path = "/snapshots/" + snapshot.statement.snapshotId() + "/" + name;
        files.put(path, bytes);
        PublishedFile file = new PublishedFile(path, Hash32.sha256(bytes).toHex(), bytes.length);
        statements.replaceAll(s -> s instanceof LiabilitiesStatement l ? withFile(l, name, file) : s);
    }

    private static LiabilitiesStatement withFile(LiabilitiesStatement l, String name, PublishedFile file) {
        return new LiabilitiesStatement(
                l.snapshotId(),
                l.cutOff(),
                l.version(),
                l.header(),
                l.previousHeader(),
                l.treeCount(),
                l.assetsRoot(),
                l.accounts(),
                l.manifestBlocks(),
                name.equals("manifest.json") ? file : l.manifest(),
                name.equals("policy.json") ? file : l.policy(),
                name.equals("trees.json") ? file : l.trees(),
                name.equals("upper-tree") ? file : l.upperTree());
    }

    /** What the log holds of a statement. */
    byte[] entry(Disclosure statement) {
        return signers.entry(statement);
    }

    String logKeyText() {
        return logKey.verifierKey().toString();
    }

    /** All statements in a fresh log under the exchange's one log key, and the files beside it. */
    Site publish() {
        return publish(signers);
    }

    Site publish(StatementSigners others) {
        MemoryLogStore store = new MemoryLogStore();
        TiledLog log = new TiledLog(store, (from, entries) -> {});
        List<byte[]> entries = statements.stream()
                .map(s -> s instanceof KeyStatement ? signers.entry(s) : others.entry(s))
                .toList();
        store.inTransaction(() -> log.append(entries));
        Sequencer sequencer = new Sequencer(
                store,
                new Highest(),
                logKey,
                LogKey.ORIGIN,
                Clock.fixed(NOW, ZoneOffset.UTC),
                () -> true,
                Cosigner.NOBODY);
        sequencer.run();
        sequencer.run();
        ServedFeed feed = new ServedFeed(statements, entries, store.head().orElseThrow());
        return new Site(store, Map.copyOf(files), logKey, feed);
    }

    /** Public files, of which single ones can be bent after everything was signed. */
    static final class Site implements PublicSite {
        private final MemoryLogStore store;
        private final PublishedTiles tiles;
        private final Map<String, byte[]> files;
        private final Map<String, byte[]> bent = new HashMap<>();
        private final LogKey key;
        /** What is served of feed and events; another may be put in its place. */
        ServedFeed feed;

        Site(MemoryLogStore store, Map<String, byte[]> files, LogKey key, ServedFeed feed) {
            this.store = store;
            this.tiles = new PublishedTiles(store);
            this.files = files;
            this.key = key;
            this.feed = feed;
        }

        SignedCheckpoint head() {
            return store.head().orElseThrow();
        }

        String checkpoint() {
            return head().note();
        }

        void serve(String path, byte[] bytes) {
            bent.put(path, bytes);
        }

        @Override
        public byte[] read(String path) {
            if (bent.containsKey(path)) {
                return bent.get(path);
            }
            Optional<byte[]> found = switch (path) {
                case "/log/checkpoint" -> Optional.of(checkpoint().getBytes(StandardCharsets.UTF_8));
                case "/log/verifier-key" ->
                    Optional.of(key.verifierKey().toString().getBytes(StandardCharsets.UTF_8));
                default ->
                    path.startsWith("/log/tile/")
                            ? tiles.read(TilePath.parse(path.substring("/log/".length())))
                            : Optional.ofNullable(files.get(path)).or(() -> feed.answer(path));
            };
            return found.orElseThrow(() -> UnreadableException.missing(path + " answers 404"));
        }
    }

    /** A reader who looks at a time and asks these nodes; of contracts nobody knows anything. */
    static Recheck.Reader reader(Optional<String> key, Optional<String> kept, Instant now, List<ChainSource> nodes) {
        return new Recheck.Reader(
                key,
                Optional.empty(),
                kept,
                now,
                DOMAIN,
                nodes,
                (contract, height, hash) -> new ContractOwners.Unread("no node"));
    }

    /** The reader's node, which knows the truth. */
    ChainSource node() {
        return new ChainSource() {
            @Override
            public ChainId chain() {
                return CHAIN;
            }

            @Override
            public Optional<String> blockHash(long height) {
                return height == BLOCK.height() ? Optional.of(BLOCK.hash()) : Optional.empty();
            }

            @Override
            public Map<Pair, Amount> balances(BlockRef block, Set<Pair> pairs) {
                Map<Pair, Amount> found = new HashMap<>();
                pairs.forEach(pair -> found.put(pair, onChain.getOrDefault(pair, Amount.ZERO)));
                return found;
            }
        };
    }

    static final class LogKey implements LogSigner {
        static final String ORIGIN = "portal.example/log";
        private final SigningKey key = SigningKey.generate(ORIGIN, new SecureRandom());

        @Override
        public VerifierKey verifierKey() {
            return key.verifier();
        }

        @Override
        public byte[] sign(byte[] message) {
            return key.sign(message);
        }
    }

    private static final class Highest implements HighestSigned {
        private Optional<String> note = Optional.empty();

        @Override
        public Optional<String> read() {
            return note;
        }

        @Override
        public void write(String next) {
            note = Optional.of(next);
        }

        @Override
        public String place() {
            return "memory";
        }
    }
}
