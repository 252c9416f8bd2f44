package org.plainsight.recheck;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.plainsight.asset.MalformedIdentifierException;
import org.plainsight.disclosure.MalformedStatementException;
import org.plainsight.disclosure.PublishedFile;
import org.plainsight.disclosure.ReservesStatement;
import org.plainsight.note.WitnessPolicy;
import org.plainsight.reserves.HoldingsFile;

/**
 * Reads everything the log commits to, so that whoever keeps what was read can do without the portal: all bundles and
 * tiles, and every file that a statement names by digest. What is read is checked as {@link Recheck} does it.
 */
public final class Mirror {

    /** With the address it was read from, which no statement names: for convenience. */
    private static final String UNBOUND = "/log/witness-policy";

    private final PublicSite site;
    private final Report report;
    private final Instant now;

    /** @param site keeps what is read of it */
    public Mirror(PublicSite site, Report report, Instant now) {
        this.site = site;
        this.report = report;
        this.now = now;
    }

    /** The checkpoint up to which everything was read; empty when the log cannot be relied on. */
    public Optional<String> run(Optional<String> key, Optional<WitnessPolicy> policy, Optional<String> kept) {
        return check(key, policy, kept).map(PublishedLog::note);
    }

    /** All of it, from a mirror that was made before; empty when it cannot be relied on. */
    public Optional<PublishedLog> read(Optional<String> key) {
        return check(key, Optional.empty(), Optional.empty());
    }

    private Optional<PublishedLog> check(Optional<String> key, Optional<WitnessPolicy> policy, Optional<String> kept) {
        Optional<PublishedLog> log = new LogCheck(site, report, now).read(key, policy, kept);
        log.ifPresent(read -> {
            SnapshotFiles files = new SnapshotFiles(site, report);
            List<LoggedStatement> statements = new StatementCheck(report).read(read.entries());
            long found = statements.stream()
                    .flatMap(statement -> NamedFiles.of(statement.disclosure()).stream())
                    .distinct()
                    .filter(file -> files.read(file).isPresent())
                    .count();
            found += evidence(files, statements);
            report.agrees("mirror", found + " files that the log names by digest are kept");
            convenient(UNBOUND);
        });
        return log;
    }

    /** What the holdings files name, each once. */
    private long evidence(SnapshotFiles files, List<LoggedStatement> statements) {
        return statements.stream()
                .map(LoggedStatement::disclosure)
                .filter(ReservesStatement.class::isInstance)
                .map(statement -> ((ReservesStatement) statement).holdings())
                .distinct()
                .flatMap(file -> files.read(file).flatMap(bytes -> holdings(file, bytes)).stream())
                .flatMap(holdings -> holdings.evidence().stream())
                .map(HoldingsFile.Proof::file)
                .distinct()
                .filter(file -> files.read(file).isPresent())
                .count();
    }

    private Optional<HoldingsFile> holdings(PublishedFile file, byte[] bytes) {
        try {
            return Optional.of(HoldingsFile.read(bytes));
        } catch (MalformedStatementException | MalformedIdentifierException | ArithmeticException e) {
            report.differs(
                    "mirror", file.path() + " is no holdings file, so its evidence is not kept: " + e.getMessage());
            return Optional.empty();
        }
    }

    private void convenient(String path) {
        try {
            site.read(path);
        } catch (UnreadableException e) {
            report.unchecked("mirror", path + " cannot be kept: " + e.getMessage());
        }
    }
}
