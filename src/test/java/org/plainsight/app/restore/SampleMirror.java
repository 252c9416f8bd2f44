package org.plainsight.app.restore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.Disclosure;
import org.plainsight.disclosure.FindingsStatement;
import org.plainsight.disclosure.IncidentStatement;
import org.plainsight.disclosure.KeyStatement;
import org.plainsight.disclosure.LiabilitiesStatement;
import org.plainsight.disclosure.PolicyStatement;
import org.plainsight.disclosure.PublishedFile;
import org.plainsight.disclosure.PublishedFiles;
import org.plainsight.disclosure.ReservesStatement;
import org.plainsight.disclosure.SignerRole;
import org.plainsight.disclosure.StatementSigners;
import org.plainsight.disclosure.VerifierStatement;
import org.plainsight.evidence.EvidenceGrade;
import org.plainsight.log.Cosigner;
import org.plainsight.log.MemoryLogStore;
import org.plainsight.log.PublishedTiles;
import org.plainsight.log.Sequencer;
import org.plainsight.log.TiledLog;
import org.plainsight.log.TransparencyLog;
import org.plainsight.log.export.TileExport;
import org.plainsight.log.store.HighestSignedFile;
import org.plainsight.log.store.KeyFile;
import org.plainsight.log.store.PublicDirectory;
import org.plainsight.merkle.Hash32;
import org.plainsight.reserves.HoldingsFile;
import org.plainsight.testing.TestClaim;
import org.plainsight.testing.TestSigner;

/** The mirror of a log with claims, one of them superseded, and a snapshot that was withdrawn. */
final class SampleMirror {

    static final String ORIGIN = "log.example/restored";
    static final Path KEY_FILE = Path.of("target", "test-restore", "log.key");
    static final String SNAPSHOT = "ab".repeat(16);
    static final String ASSET = "eip155:1/slip44:60";
    static final Instant TIME = Instant.parse("2026-11-22T10:00:00Z");
    static final int CLAIMS = 301;
    static final String VERIFIER = "<html>";
    static final long LIST = 7;

    private SampleMirror() {}

    static void write(Path folder) throws IOException {
        write(folder, holdings());
    }

    /** @param holdings the text of the holdings file that the log names by digest */
    static void write(Path folder, String holdings) throws IOException {
        MemoryLogStore store = new MemoryLogStore();
        TransparencyLog log = new TiledLog(store, (from, entries) -> {});
        StatementSigners signers =
                new StatementSigners(List.of(TestSigner.operator(), new TestSigner(SignerRole.MEASURING)));
        List<byte[]> entries = signers.entries(statements(folder, signers, holdings));
        store.inTransaction(() -> log.append(entries));
        KeyFile logKey =
                Files.exists(KEY_FILE) ? KeyFile.open(KEY_FILE) : KeyFile.create(KEY_FILE, ORIGIN, new SecureRandom());
        new Sequencer(
                        store,
                        new HighestSignedFile(folder.resolve("not-mirrored")),
                        logKey,
                        ORIGIN,
                        Clock.systemUTC(),
                        () -> true,
                        Cosigner.NOBODY)
                .run();
        new TileExport(log, new PublishedTiles(store), new PublicDirectory(folder.resolve("log"))).run();
        Files.writeString(folder.resolve("log/verifier-key"), logKey.verifierKey() + "\n");
        Files.writeString(folder.resolve("log/witness-policy"), "quorum none\n");
    }

    private static List<Disclosure> statements(Path folder, StatementSigners signers, String holdings) {
        List<Disclosure> all = new ArrayList<>();
        for (SignerRole role : List.of(SignerRole.OPERATOR, SignerRole.MEASURING)) {
            all.add(new KeyStatement(
                    role, KeyStatement.Action.ADDED, signers.of(role).publicKey()));
        }
        for (int i = 0; i < CLAIMS - 1; i++) {
            all.add(claim(i, Attribution.Claim.OWNED, List.of()));
        }
        all.add(claim(7, Attribution.Claim.FORMERLY_OWNED, List.of(2L + 7)));
        String trees = "{\"assets_root\":\"" + "11".repeat(32) + "\",\"snapshot\":\"" + SNAPSHOT
                + "\",\"trees\":[{\"asset\":\"" + ASSET
                + "\",\"decimals\":18,\"depth\":3,\"index\":0,\"kind\":0,\"record\":\""
                + "22".repeat(32) + "\",\"root\":\"" + "33".repeat(32) + "\",\"total\":\"12345\"}],\"v\":1}";
        all.add(new LiabilitiesStatement(
                SNAPSHOT,
                TIME.minusSeconds(3_600),
                1,
                "44".repeat(32),
                "00".repeat(32),
                1,
                "11".repeat(32),
                5,
                List.of(),
                file(folder, "manifest.json", "{\"blocks\":[]}"),
                file(folder, "policy.json", "{}"),
                file(folder, "trees.json", trees),
                file(folder, "upper-tree", "upper")));
        all.add(new ReservesStatement(
                SNAPSHOT,
                "44".repeat(32),
                TIME,
                AssetId.parse(ASSET),
                18,
                Amount.of(12_345),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                EvidenceGrade.CLAIMED,
                2,
                file(folder, "holdings.json", holdings)));
        all.add(new IncidentStatement(
                IncidentStatement.Kind.WITHDRAWN_SNAPSHOT, TIME, "wrong", Optional.empty(), Optional.of(SNAPSHOT)));
        all.addAll(bound(folder));
        return all;
    }

    /** What binds files under their own digest: an older list of assets before the one that holds, and a stranger's list. */
    private static List<Disclosure> bound(Path folder) {
        return List.of(
                new PolicyStatement(PolicyStatement.ASSETS, kept(folder, "jsonl", asset("An older name"))),
                new PolicyStatement(PolicyStatement.ASSETS, kept(folder, "jsonl", asset("Ether"))),
                new VerifierStatement("check", kept(folder, "html", VERIFIER)),
                new FindingsStatement(
                        LIST,
                        "Another Exchange",
                        "por_20261101.csv",
                        Optional.of(LocalDate.parse("2026-11-01")),
                        TIME,
                        kept(
                                folder,
                                "csv",
                                "coin,address,snapshot height,balance,message,signature\nETH,0x" + "12".repeat(20)
                                        + ",1,2,-,-\n"),
                        kept(folder, "json", "{}"),
                        kept(folder, "csv", "kind\n")));
    }

    private static String asset(String name) {
        return "{\"decimals\":18,\"id\":\"" + ASSET + "\",\"name\":\"" + name + "\",\"representations\":[{\"asset\":\""
                + ASSET + "\",\"decimals\":18}],\"symbol\":\"ETH\"}\n";
    }

    private static PublishedFile kept(Path folder, String extension, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return written(
                folder, new PublishedFiles.Written(Hash32.sha256(bytes).toHex(), bytes.length).named(extension), bytes);
    }

    private static String holdings() {
        HoldingsFile none = new HoldingsFile(SNAPSHOT, 1, List.of(), Map.of(), List.of(), List.of());
        return new String(none.toBytes(), StandardCharsets.UTF_8);
    }

    private static Attribution claim(int number, Attribution.Claim claim, List<Long> supersedes) {
        return TestClaim.of(
                        "claim-" + number,
                        TIME,
                        AccountId.parse("eip155:1:0x%040x".formatted(number + 1)),
                        claim,
                        "Example")
                .role(Attribution.Role.COLD)
                .supersedes(supersedes)
                .build();
    }

    private static PublishedFile file(Path folder, String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String path = "/snapshots/" + SNAPSHOT + "/" + name;
        return written(folder, new PublishedFile(path, Hash32.sha256(bytes).toHex(), bytes.length), bytes);
    }

    private static PublishedFile written(Path folder, PublishedFile file, byte[] bytes) {
        try {
            Path path = folder.resolve(file.path().substring(1));
            Files.createDirectories(path.getParent());
            Files.write(path, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }
}
