package org.plainsight.disclosure;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.evidence.BlockRef;
import org.plainsight.evidence.EvidenceGrade;
import org.plainsight.evidence.Verdict;

/** One statement of every type, with every optional member present. */
final class StatementSamples {

    static final Instant TIME = Instant.parse("2026-11-22T10:00:00Z");
    static final ChainId EVM = ChainId.parse("eip155:1");
    static final BlockRef BLOCK = new BlockRef(EVM, 21_000_000, "ab".repeat(32), TIME);
    static final AssetId ETHER = AssetId.parse("eip155:1/slip44:60");
    static final PublishedFile FILE = new PublishedFile("/snapshots/x/policy.json", "cd".repeat(32), 1234);

    private StatementSamples() {}

    static Attribution attribution() {
        return new Attribution(
                "hot-1",
                TIME,
                AccountId.parse("eip155:1:0x" + "ab".repeat(20)),
                Optional.of("0014" + "00".repeat(20)),
                Attribution.Claim.FORMERLY_OWNED,
                "Example & Söhne \"AG\"",
                Optional.of(Attribution.Role.HOT),
                Optional.of("client"),
                List.of("*"),
                Optional.of(BLOCK),
                Optional.of(BLOCK),
                List.of(3L, 5L),
                "moved\tto a new key\n",
                List.of(new Attribution.Evidence(
                        "eip191",
                        "transparency.example wallet ownership v1",
                        List.of("0x00", "0x01"),
                        Optional.of("52ae"),
                        Optional.of(BLOCK),
                        Verdict.inconclusive("the node was away"))),
                List.of(new Attribution.Dispute(
                        "Explorer",
                        "Example: hot",
                        "https://explorer.example/a",
                        TIME,
                        Optional.of("ef".repeat(32)),
                        Attribution.DisputeState.BROKEN_AGAIN)));
    }

    static List<Disclosure> all() {
        return List.of(
                attribution(),
                new LiabilitiesStatement(
                        "00".repeat(16),
                        TIME,
                        1,
                        "11".repeat(32),
                        "00".repeat(32),
                        6,
                        "22".repeat(32),
                        100_000,
                        List.of(BLOCK),
                        FILE,
                        FILE,
                        FILE,
                        FILE),
                new ReservesStatement(
                        "00".repeat(16),
                        "11".repeat(32),
                        TIME,
                        ETHER,
                        18,
                        Amount.parse("170141183460469231731687303715884105727"),
                        Optional.of(Amount.of(5)),
                        List.of(
                                new ReservesStatement.Position(
                                        EVM,
                                        ETHER,
                                        18,
                                        Optional.of(BLOCK),
                                        Optional.of(Amount.of(7)),
                                        Optional.of(Amount.of(6)),
                                        Optional.empty(),
                                        EvidenceGrade.OBSERVED),
                                new ReservesStatement.Position(
                                        EVM,
                                        ETHER,
                                        18,
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of("the node was away"),
                                        EvidenceGrade.CLAIMED)),
                        Optional.of("1.0200"),
                        EvidenceGrade.OBSERVED,
                        42,
                        FILE),
                new IncidentStatement(
                        IncidentStatement.Kind.REORG_BELOW_FINALITY,
                        TIME,
                        "a block left the chain",
                        Optional.of(BLOCK),
                        Optional.of("00".repeat(16))),
                new KeyStatement(SignerRole.MEASURING, KeyStatement.Action.ADDED, "33".repeat(32)),
                new QuorumStatement(SignerRole.OPERATOR, 2),
                new PolicyStatement("liabilities", FILE),
                new VerifierStatement("check", FILE),
                new FindingsStatement(
                        7,
                        "Another Exchange",
                        "another_por_20261101.csv",
                        Optional.of(LocalDate.parse("2026-11-01")),
                        Instant.parse("2026-11-22T10:00:00Z"),
                        FILE,
                        FILE,
                        FILE),
                new FindingsStatement(
                        8,
                        "Another Exchange",
                        "list.csv",
                        Optional.empty(),
                        Instant.parse("2026-11-22T10:00:00Z"),
                        FILE,
                        FILE,
                        FILE));
    }
}
