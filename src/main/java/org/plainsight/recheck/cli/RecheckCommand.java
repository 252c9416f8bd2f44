package org.plainsight.recheck.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plainsight.asset.AccountId;
import org.plainsight.ownership.ContractOwners;
import org.plainsight.recheck.BitcoinSource;
import org.plainsight.recheck.ChainSource;
import org.plainsight.recheck.Outcome;
import org.plainsight.recheck.PublicSite;
import org.plainsight.recheck.PublishedLog;
import org.plainsight.recheck.Recheck;
import org.plainsight.recheck.Report;
import org.plainsight.recheck.SnapshotSource;
import org.plainsight.recheck.UnreadableException;
import org.plainsight.recheck.rpc.BitcoinRpc;
import org.plainsight.recheck.rpc.EvmRpc;
import org.plainsight.recheck.rpc.KeptSite;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plainsight recheck <base URL>}: exit code 0 all agrees, 1 something differs, 3 something unchecked. */
@Command(
        name = "recheck",
        mixinStandardHelpOptions = true,
        description = "Re-derive everything a portal publishes from its public URLs and your own nodes.",
        footer = {"", "Exit code: 0 everything agrees, 1 something differs, 3 something could not be checked."})
public final class RecheckCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "URL|DIR",
            description = "The portal, e.g. https://transparency.exchange.example, or a folder made by mirror")
    private @Nullable String place;

    @Option(
            names = "--bitcoin",
            paramLabel = "URL",
            description = "JSON-RPC of your Bitcoin node, http://user:pass@host:port")
    private @Nullable URI bitcoin;

    @Option(
            names = "--bitcoin-snapshot",
            paramLabel = "FILE",
            description =
                    "UTXO snapshot of your Bitcoin node at the block of a statement (dumptxoutset); minutes, where"
                            + " --bitcoin replays the whole chain")
    private @Nullable Path bitcoinSnapshot;

    @Option(names = "--evm", paramLabel = "URL", description = "JSON-RPC of your EVM node; once per chain")
    private List<URI> evm = List.of();

    @Mixin
    private LogOptions options = new LogOptions();

    @Option(
            names = "--domain",
            paramLabel = "NAME",
            description = "The domain ownership challenges must name; default: the URL's host")
    private @Nullable String domain;

    @Option(
            names = "--keep",
            paramLabel = "FILE",
            description = "Keep the checkpoint in this file, and check that the log grew from the one kept there")
    private @Nullable Path kept;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "Keep checkpoint and full tiles in this folder, and read only what is new from then on")
    private @Nullable Path state;

    @Option(names = "--quiet", description = "Print what differs and what could not be checked only")
    private boolean quiet;

    @Spec
    private @Nullable CommandSpec spec;

    private final Clock clock;

    /** @param clock the wall clock, to refuse headers from the future */
    public RecheckCommand(Clock clock) {
        this.clock = clock;
    }

    public static void main(String[] args) {
        System.exit(new CommandLine(new RecheckCommand(Clock.systemUTC())).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        CommandSpec command = Objects.requireNonNull(spec, "picocli sets it");
        String from = Objects.requireNonNull(place, "picocli requires it");
        PublicSite site = LogOptions.site(from, command.commandLine());
        PrintWriter out = command.commandLine().getOut();
        if (options.key().isEmpty()) {
            out.println(
                    "note         the log's key is taken from the site itself; give --log-key to pin the one you know");
        }
        Findings findings = new Findings(out, quiet);
        Report report = new Report(findings::print);
        List<ChainSource> sources = new ArrayList<>();
        ContractOwners contracts = connect(sources, report);
        Path keep = state == null ? kept : state.resolve("log").resolve("checkpoint");
        Optional<String> before =
                keep != null && Files.exists(keep) ? Optional.of(Files.readString(keep)) : Optional.empty();
        Recheck.Reader reader = new Recheck.Reader(
                options.key(),
                options.policy(command.commandLine()),
                before,
                clock.instant(),
                domain(from, command.commandLine()),
                sources,
                contracts);
        Optional<PublishedLog> log = read(site, reader, report);
        if (keep != null && log.isPresent()) {
            keep(keep, before, log.get().note(), report, out);
        }
        findings.summary(report);
        return report.exitCode();
    }

    private Optional<PublishedLog> read(PublicSite site, Recheck.Reader reader, Report report) {
        if (state == null) {
            return new Recheck(site, reader, report).run();
        }
        Report believing = new Report(finding -> {});
        Optional<PublishedLog> log =
                new Recheck(new KeptSite(site, state, KeptSite.Keeping.FULL_TILES, true), reader, believing).run();
        if (!logDiffers(believing)) {
            believing.findings().forEach(report::add);
            return log;
        }
        // What is kept may be what is damaged, or of the log before it forked: only the site's own tiles can tell.
        return new Recheck(new KeptSite(site, state, KeptSite.Keeping.FULL_TILES, false), reader, report).run();
    }

    private static boolean logDiffers(Report report) {
        return report.findings().stream()
                .anyMatch(f -> f.outcome() == Outcome.DIFFERS && f.subject().equals("log"));
    }

    /** A mirror does not say whose it is. */
    private String domain(String from, CommandLine line) {
        return Optional.ofNullable(domain)
                .or(() -> LogOptions.url(from).map(URI::getHost))
                .orElseThrow(() -> new CommandLine.ParameterException(
                        line, "give --domain with the portal's host: a folder does not name it"));
    }

    private ContractOwners connect(List<ChainSource> sources, Report report) {
        List<EvmRpc> nodes = new ArrayList<>();
        if (bitcoinSnapshot != null) {
            try {
                sources.add(SnapshotSource.open(bitcoinSnapshot));
            } catch (UnreadableException e) {
                report.unchecked("snapshot " + bitcoinSnapshot, String.valueOf(e.getMessage()));
            }
        }
        if (bitcoin != null) {
            try {
                BitcoinRpc node = new BitcoinRpc(bitcoin);
                sources.add(new BitcoinSource(node.network(), node, clock.instant()));
            } catch (UnreadableException e) {
                report.unchecked("node " + withoutLogin(bitcoin), String.valueOf(e.getMessage()));
            }
        }
        for (URI uri : evm) {
            try {
                nodes.add(EvmRpc.connect(uri));
            } catch (UnreadableException e) {
                report.unchecked("node " + withoutLogin(uri), String.valueOf(e.getMessage()));
            }
        }
        sources.addAll(nodes);
        return new ReaderNodes(nodes);
    }

    /** The reader's own nodes, each asked about its chain only. */
    private record ReaderNodes(List<EvmRpc> nodes) implements ContractOwners {

        @Override
        public Reading at(AccountId contract, long height, String hash) {
            Optional<EvmRpc> node = of(contract);
            return node.isPresent() ? node.get().at(contract, height, hash) : missing(contract);
        }

        @Override
        public Acceptance accepts(AccountId contract, String hash, String signature, long height, String blockHash) {
            Optional<EvmRpc> node = of(contract);
            return node.isPresent()
                    ? node.get().accepts(contract, hash, signature, height, blockHash)
                    : missing(contract);
        }

        private Optional<EvmRpc> of(AccountId contract) {
            return nodes.stream()
                    .filter(node -> node.chain().equals(contract.chain()))
                    .findFirst();
        }

        private static Unread missing(AccountId contract) {
            return new Unread("no node of the chain " + contract.chain() + " was given");
        }
    }

    private static String withoutLogin(URI uri) {
        return uri.toString().replaceFirst("//[^/]*@", "//");
    }

    /** Keeps the checkpoint where all agrees; where the log forked, both heads in one file to show around. */
    private static void keep(Path file, Optional<String> before, String note, Report report, PrintWriter out)
            throws IOException {
        if (logDiffers(report) && before.isPresent()) {
            Path evidence = file.resolveSibling(file.getFileName() + ".two-heads");
            Files.writeString(evidence, before.get() + "\n" + note);
            out.println("both checkpoints, the one you kept and the one shown now, are in " + evidence);
        } else if (report.count(Outcome.DIFFERS) == 0) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(part, note);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
