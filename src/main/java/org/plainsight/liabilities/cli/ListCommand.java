package org.plainsight.liabilities.cli;

import jakarta.inject.Singleton;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.plainsight.liabilities.Snapshot;
import org.plainsight.liabilities.Snapshots;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Singleton
@Command(name = "list", description = "Lists the snapshots, newest first.", mixinStandardHelpOptions = true)
class ListCommand implements Callable<Integer> {

    private final Snapshots snapshots;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    ListCommand(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<Snapshot> all = snapshots.all();
        if (all.isEmpty()) {
            out.println("no snapshots yet; stage one with: plainsight liabilities build FILE");
        }
        for (Snapshot s : all) {
            out.println(s.id() + "  " + s.state().name().toLowerCase(Locale.ROOT) + "  cut-off " + s.cutOff() + "  "
                    + s.accounts() + " accounts"
                    + s.publication().map(p -> "  log entry " + p.logIndex()).orElse(""));
        }
        out.flush();
        return 0;
    }
}
