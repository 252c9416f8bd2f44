package org.plainsight.portal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.disclosure.LiabilitiesStatement;
import org.plainsight.disclosure.PublishedFile;
import org.plainsight.disclosure.ReservesStatement;
import org.plainsight.disclosure.ReservesStatement.Position;
import org.plainsight.evidence.BlockRef;
import org.plainsight.evidence.EvidenceGrade;
import org.plainsight.liabilities.Snapshot;
import org.plainsight.reserves.Reconciler;
import org.plainsight.reserves.Reconciliation;

/** Four published snapshots, the second withdrawn, and one that is staged. */
final class SampleSnapshots {

    static final String STAGED = "%032x".formatted(0x51a6edL);

    private static final List<BlockRef> BLOCKS = List.of(
            SampleChains.block(MemoryAssets.BITCOIN, 924_900, 90_000),
            SampleChains.block("eip155:31337", 47_900, 90_010));

    private SampleSnapshots() {}

    static void fill(MemoryLog log, MemorySnapshots snapshots, MemoryReserves reserves) {
        String previous = "00".repeat(32);
        for (int i = 0; i < 4; i++) {
            String id = "%032x".formatted(0xabcdef0123456789L + i);
            Instant cutOff = SampleExchange.NOW.minusSeconds(86_400L * (1 + 7 * (3 - i)));
            String header = ("c" + i).repeat(32);
            long index = log.append(statement(id, cutOff, header, previous));
            Snapshot snapshot = new Snapshot(
                    id,
                    i == 1 ? Snapshot.State.WITHDRAWN : Snapshot.State.PUBLISHED,
                    cutOff,
                    100_000 + i,
                    "ee".repeat(32),
                    trees(i),
                    Optional.of(new Snapshot.Publication(header, previous, BLOCKS, index, cutOff.plusSeconds(900))));
            snapshots.add(snapshot);
            reserves.record(reconcile(log, snapshot, header, i));
            previous = header;
        }
        snapshots.add(new Snapshot(
                STAGED,
                Snapshot.State.STAGED,
                SampleExchange.NOW.minusSeconds(600),
                100_007,
                "ee".repeat(32),
                trees(4),
                Optional.empty()));
    }

    private static List<Snapshot.Tree> trees(int i) {
        return List.of(
                tree(0, MemoryAssets.BTC, 8, Amount.of(498_200_000_000L + i * 5_000_000_000L)),
                tree(1, MemoryAssets.ETH, 18, Amount.parse("41990000000000000000000")),
                tree(2, MemoryAssets.USDC, 6, Amount.of(70_000_000_000_000L)),
                tree(3, MemoryAssets.EUR, 2, Amount.of(125_000_000_00L)));
    }

    private static Snapshot.Tree tree(int index, AssetId asset, int decimals, Amount total) {
        return new Snapshot.Tree(
                index,
                asset,
                0,
                decimals,
                17,
                100_000,
                total,
                "%x".formatted(10 + index).repeat(64));
    }

    private static Reconciliation reconcile(MemoryLog log, Snapshot snapshot, String header, int i) {
        List<ReservesStatement> statements = List.of(
                reserves(
                        snapshot,
                        header,
                        MemoryAssets.BTC,
                        8,
                        Optional.empty(),
                        List.of(known(
                                MemoryAssets.BTC,
                                8,
                                521_145_002_113L,
                                512_300_000_000L + i * 1_000_000_000L,
                                BLOCKS.get(0)))),
                reserves(
                        snapshot,
                        header,
                        MemoryAssets.ETH,
                        18,
                        Optional.empty(),
                        List.of(new Position(
                                ChainId.parse("eip155:31337"),
                                MemoryAssets.ETH,
                                18,
                                Optional.of(BLOCKS.get(1)),
                                Optional.of(Amount.parse("41235000000000000000000")),
                                Optional.of(Amount.parse("41235000000000000000000")),
                                Optional.empty(),
                                EvidenceGrade.OBSERVED))),
                reserves(
                        snapshot,
                        header,
                        MemoryAssets.USDC,
                        6,
                        Optional.empty(),
                        List.of(
                                known(MemoryAssets.USDC, 6, 73_500_000_000_000L, 73_500_000_000_000L, BLOCKS.get(1)),
                                new Position(
                                        ChainId.parse("eip155:31338"),
                                        MemoryAssets.USDC_OTHER,
                                        6,
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of("EVM chain 31338 did not answer within 10 minutes of the cut-off"),
                                        EvidenceGrade.CLAIMED))),
                reserves(snapshot, header, MemoryAssets.EUR, 2, Optional.of(Amount.of(126_000_000_00L)), List.of()));
        List<Long> indices = new ArrayList<>();
        statements.forEach(s -> indices.add(log.append(s)));
        return new Reconciliation(snapshot.id(), statements, indices);
    }

    private static Position known(AssetId asset, int decimals, long measured, long signed, BlockRef block) {
        return new Position(
                asset.chain(),
                asset,
                decimals,
                Optional.of(block),
                Optional.of(Amount.of(measured)),
                Optional.of(Amount.of(signed)),
                Optional.empty(),
                EvidenceGrade.OBSERVED);
    }

    private static ReservesStatement reserves(
            Snapshot snapshot,
            String header,
            AssetId asset,
            int decimals,
            Optional<Amount> claimed,
            List<Position> positions) {
        Amount owed = snapshot.owed(asset);
        return new ReservesStatement(
                snapshot.id(),
                header,
                snapshot.cutOff().plusSeconds(900),
                asset,
                decimals,
                owed,
                claimed,
                positions,
                Reconciler.ratio(positions, decimals, owed),
                positions.isEmpty() ? EvidenceGrade.CLAIMED : EvidenceGrade.OBSERVED,
                130,
                file(snapshot.id(), "holdings.json"));
    }

    private static LiabilitiesStatement statement(String id, Instant cutOff, String header, String previous) {
        return new LiabilitiesStatement(
                id,
                cutOff,
                1,
                header,
                previous,
                4,
                "ee".repeat(32),
                100_000,
                BLOCKS,
                file(id, "manifest.json"),
                file(id, "policy.json"),
                file(id, "trees.json"),
                file(id, "upper-tree"));
    }

    private static PublishedFile file(String id, String name) {
        return new PublishedFile("/snapshots/" + id + "/" + name, "5f".repeat(32), 4_096);
    }
}
