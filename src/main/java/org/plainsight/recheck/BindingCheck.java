package org.plainsight.recheck;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.disclosure.LiabilitiesStatement;
import org.plainsight.disclosure.ReservesStatement;
import org.plainsight.evidence.BlockRef;
import org.plainsight.reserves.HoldingsFile;

/** Whether the statements of one snapshot belong together: nothing owed is passed over, and all speak of one file. */
final class BindingCheck {

    private final Report report;

    BindingCheck(Report report) {
        this.report = report;
    }

    /** Every reserves statement names a logged header, and every asset that is owed has its statement. */
    void check(
            List<LiabilitiesStatement> liabilities,
            List<ReservesStatement> reserves,
            Map<String, Map<AssetId, Amount>> owed) {
        for (ReservesStatement statement : reserves) {
            Optional<LiabilitiesStatement> logged = liabilities.stream()
                    .filter(l -> l.snapshotId().equals(statement.snapshotId())
                            && l.header().equals(statement.header()))
                    .findFirst();
            if (logged.isEmpty()) {
                report.differs(
                        "reserves " + statement.snapshotId(),
                        "the statement of " + statement.asset() + " names the header " + statement.header()
                                + ", which the log does not have for this snapshot");
            } else if (!blocks(statement).allMatch(logged.get().manifestBlocks()::contains)) {
                report.differs(
                        "reserves " + statement.snapshotId(),
                        "the statement of " + statement.asset() + " measures at other blocks than the snapshot's");
            }
        }
        owed.forEach((header, assets) -> assets.keySet().forEach(asset -> {
            long statements = reserves.stream()
                    .filter(r -> r.header().equals(header) && r.asset().equals(asset))
                    .count();
            if (statements != 1) {
                report.differs(
                        "reserves of header " + header,
                        asset + " is owed, and there are " + statements + " statements of its reserves, not one");
            }
        }));
    }

    private static Stream<BlockRef> blocks(ReservesStatement statement) {
        return statement.positions().stream().flatMap(p -> p.block().stream());
    }

    /** All statements of a snapshot are made from one holdings file, and that file says so. */
    void check(List<ReservesStatement> statements, HoldingsFile holdings) {
        Set<String> files = new HashSet<>();
        boolean same = true;
        for (ReservesStatement statement : statements) {
            files.add(statement.holdings().sha256());
            same &= statement.logSize() == holdings.logSize()
                    && statement.snapshotId().equals(holdings.snapshotId());
        }
        report.compare(
                same && files.size() == 1,
                "reserves " + holdings.snapshotId(),
                "all " + statements.size() + " statements are made from one holdings file",
                "the statements name " + files.size()
                        + " holdings files, or another snapshot or log size than the file they name");
    }
}
