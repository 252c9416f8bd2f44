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
import org.plainsight.ownership.ContractOwners;
import org.plainsight.recheck.BitcoinSource;
import org.plainsight.recheck.ChainSource;
import org.plainsight.recheck.Finding;
import org.plainsight.recheck.Outcome;
import org.plainsight.recheck.PublishedLog;
import org.plainsight.recheck.Recheck;
import org.plainsight.recheck.Report;
import org.plainsight.recheck.UnreadableException;
import org.plainsight.recheck.rpc.BitcoinRpc;
import org.plainsight.recheck.rpc.EvmRpc;
import org.plainsight.recheck.rpc.HttpSite;
import picocli.CommandLine;
import picocli.CommandLine.Command;
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

    @Parameters(paramLabel = "URL", description = "The portal, e.g. https://transparency.exchange.example")
    private @Nullable URI site;

    @Option(
            names = "--bitcoin",
            paramLabel = "URL",
            description = "JSON-RPC of your Bitcoin node, http://user:pass@host:port")
    private @Nullable URI bitcoin;

    @Option(names = "--evm", paramLabel = "URL", description = "JSON-RPC of your EVM node; once per chain")
    private List<URI> evm = List.of();

    @Option(names = "--log-key", paramLabel = "KEY", description = "The log's key as you know it from elsewhere")
    private @Nullable String logKey;

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
        URI base = Objects.requireNonNull(site, "picocli requires it");
        if (base.getHost() == null || !List.of("http", "https").contains(base.getScheme())) {
            throw new CommandLine.ParameterException(
                    command.commandLine(), "not an http or https URL: " + base + "; write it like https://host");
        }
        PrintWriter out = command.commandLine().getOut();
        if (logKey == null) {
            out.println(
                    "note         the log's key is taken from the site itself; give --log-key to pin the one you know");
        }
        Report report = new Report(finding -> print(out, finding));
        List<ChainSource> sources = new ArrayList<>();
        ContractOwners contracts = connect(sources, report);
        Optional<String> before =
                kept != null && Files.exists(kept) ? Optional.of(Files.readString(kept)) : Optional.empty();
        Recheck.Reader reader = new Recheck.Reader(
                Optional.ofNullable(logKey), before, domain == null ? base.getHost() : domain, sources, contracts);
        Optional<PublishedLog> log = new Recheck(new HttpSite(base), reader, report).run();
        if (kept != null && log.isPresent() && report.count(Outcome.DIFFERS) == 0) {
            keep(kept, log.get().note());
        }
        summary(out, report);
        return report.exitCode();
    }

    private ContractOwners connect(List<ChainSource> sources, Report report) {
        List<EvmRpc> nodes = new ArrayList<>();
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
        return (contract, height, hash) -> nodes.stream()
                .filter(node -> node.chain().equals(contract.chain()))
                .findFirst()
                .map(node -> node.at(contract, height, hash))
                .orElseGet(() -> new ContractOwners.Unread("no node of the chain " + contract.chain() + " was given"));
    }

    private static String withoutLogin(URI uri) {
        return uri.toString().replaceFirst("//[^/]*@", "//");
    }

    private void print(PrintWriter out, Finding finding) {
        if (quiet && finding.outcome() == Outcome.AGREES) {
            return;
        }
        String mark = switch (finding.outcome()) {
            case AGREES -> "agrees     ";
            case DIFFERS -> "DIFFERS    ";
            case UNCHECKED -> "not checked";
        };
        out.println(mark + "  " + finding.subject() + ": " + finding.detail());
        out.flush();
    }

    private static void summary(PrintWriter out, Report report) {
        out.println();
        out.println(report.count(Outcome.AGREES) + " checks agree, " + report.count(Outcome.DIFFERS) + " differ, "
                + report.count(Outcome.UNCHECKED) + " could not be made.");
        out.flush();
    }

    private static void keep(Path file, String note) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, note);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
