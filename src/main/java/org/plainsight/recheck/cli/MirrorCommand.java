package org.plainsight.recheck.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plainsight.note.WitnessPolicy;
import org.plainsight.recheck.Mirror;
import org.plainsight.recheck.Outcome;
import org.plainsight.recheck.PublicSite;
import org.plainsight.recheck.Report;
import org.plainsight.recheck.rpc.KeptSite;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plainsight mirror <base URL> <dir>}: the log and everything it commits to, in a folder. */
@Command(
        name = "mirror",
        mixinStandardHelpOptions = true,
        description = "Keep a portal's log, and every file it commits to, in a folder; later runs read what is new.",
        footer = {
            "",
            "The folder serves recheck (recheck <dir>), restore (restore <dir>) and any web server.",
            "Exit code: 0 complete, 1 something differs, 3 something could not be read."
        })
public final class MirrorCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "URL", description = "The portal, e.g. https://transparency.exchange.example")
    private @Nullable String place;

    @Parameters(index = "1", paramLabel = "DIR", description = "Where the mirror is kept")
    private @Nullable Path folder;

    @Mixin
    private LogOptions options = new LogOptions();

    @Option(names = "--quiet", description = "Print what differs and what could not be read only")
    private boolean quiet;

    @Spec
    private @Nullable CommandSpec spec;

    private final Clock clock;

    public MirrorCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        CommandLine line = Objects.requireNonNull(spec, "picocli sets it").commandLine();
        Path dir = Objects.requireNonNull(folder, "picocli requires it");
        PublicSite site = LogOptions.site(Objects.requireNonNull(place, "picocli requires it"), line);
        PrintWriter out = line.getOut();
        Path checkpoint = dir.resolve("log").resolve("checkpoint");
        Optional<String> kept = Files.exists(checkpoint) ? Optional.of(Files.readString(checkpoint)) : Optional.empty();
        Optional<WitnessPolicy> policy = options.policy(line);
        Report report = run(new KeptSite(site, dir, KeptSite.Keeping.EVERYTHING, true), policy, kept);
        if (report.exitCode() != Report.ALL_AGREES) {
            // what is kept may be what is damaged
            report = run(new KeptSite(site, dir, KeptSite.Keeping.EVERYTHING, false), policy, kept);
        }
        Findings findings = new Findings(out, quiet);
        report.findings().forEach(findings::print);
        findings.summary(report);
        return report.exitCode();
    }

    private Report run(KeptSite site, Optional<WitnessPolicy> policy, Optional<String> kept) throws IOException {
        Report report = new Report(finding -> {});
        Optional<String> note = new Mirror(site, report, clock.instant()).run(options.key(), policy, kept);
        if (note.isPresent() && report.count(Outcome.DIFFERS) == 0) {
            site.keepCheckpoint(note.get());
        }
        return report;
    }
}
