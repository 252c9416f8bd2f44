package org.plainsight.liabilities.cli;

import java.io.PrintWriter;
import org.plainsight.liabilities.Defect;
import org.plainsight.liabilities.LiabilitiesImport;
import org.plainsight.liabilities.MalformedBalancesException;
import org.plainsight.liabilities.Snapshot;

/** What commands say of a snapshot that they staged, or refused. */
final class StagedLines {

    private StagedLines() {}

    static void print(PrintWriter out, LiabilitiesImport.Staged staged) {
        Snapshot snapshot = staged.snapshot();
        out.println(
                staged.already()
                        ? "snapshot " + snapshot.id() + " had been staged from the same file and control record before"
                        : "snapshot " + snapshot.id() + " is staged");
        out.println("cut-off " + snapshot.cutOff() + ", " + snapshot.accounts() + " accounts, root "
                + snapshot.assetsRoot());
        for (Snapshot.Tree tree : snapshot.trees()) {
            out.println("  " + tree.asset() + " kind " + tree.kind() + "  "
                    + tree.total().display(tree.decimals()) + "  in " + tree.leaves() + " leaves");
        }
        out.flush();
    }

    /** @return the exit code */
    static int refused(PrintWriter err, String what, MalformedBalancesException why) {
        err.println("plainsight: refused, nothing was kept of " + what + ":");
        for (Defect defect : why.defects()) {
            err.println("  " + defect);
        }
        err.flush();
        return LiabilitiesCommand.REFUSED;
    }
}
