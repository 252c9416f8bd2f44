package org.plainsight.recheck.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plainsight.note.MalformedNoteException;
import org.plainsight.note.VerifierKey;
import org.plainsight.note.WitnessPolicy;
import org.plainsight.recheck.ReceiptCheck;
import org.plainsight.recheck.Report;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plainsight receipt RECEIPT ENTRY}: whether a statement is in a log, from files alone. */
@Command(
        name = "receipt",
        mixinStandardHelpOptions = true,
        description = "Check offline that a statement is in a log: its receipt against the key and witnesses you hold.",
        footer = {
            "",
            "Give --log-key, or a --policy that names the log, or both.",
            "Exit code: 0 holds, 1 does not hold, 3 holds but no witnesses were demanded."
        })
public final class ReceiptCommand implements Callable<Integer> {

    private static final long LONGEST = 2_000_000;

    @Parameters(index = "0", paramLabel = "RECEIPT", description = "What /log/entries/<n>/receipt gave")
    private @Nullable Path receipt;

    @Parameters(index = "1", paramLabel = "ENTRY", description = "What /log/entries/<n> gave")
    private @Nullable Path entry;

    @Option(names = "--file", paramLabel = "FILE", description = "A file that the statement must name by its SHA-256")
    private @Nullable Path file;

    @Mixin
    private LogOptions options = new LogOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CommandLine line = Objects.requireNonNull(spec, "picocli sets it").commandLine();
        WitnessPolicy policy = policy(line);
        byte[] proof = read(Objects.requireNonNull(receipt, "picocli requires it"), line);
        byte[] statement = read(Objects.requireNonNull(entry, "picocli requires it"), line);
        Findings findings = new Findings(line.getOut(), false);
        Report report = new Report(findings::print);
        new ReceiptCheck(report)
                .check(
                        new String(proof, StandardCharsets.UTF_8),
                        statement,
                        policy,
                        file == null ? Optional.empty() : Optional.of(Files.readAllBytes(file)));
        findings.summary(report);
        return report.exitCode();
    }

    private WitnessPolicy policy(CommandLine line) throws IOException {
        Optional<WitnessPolicy> demanded = options.policy(line);
        try {
            Optional<VerifierKey> key = options.key().map(VerifierKey::parse);
            if (key.isPresent()) {
                return demanded.map(policy -> policy.forLog(key.get(), Optional.empty()))
                        .orElseGet(() -> WitnessPolicy.of(key.get()));
            }
        } catch (MalformedNoteException e) {
            throw new CommandLine.ParameterException(line, "--log-key: " + e.getMessage());
        }
        return demanded.filter(policy -> !policy.logs().isEmpty())
                .orElseThrow(() -> new CommandLine.ParameterException(
                        line, "give --log-key with the log's key as you know it, or a --policy that names the log"));
    }

    private static byte[] read(Path file, CommandLine line) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > LONGEST) {
            throw new CommandLine.ParameterException(line, file + " is no file of at most " + LONGEST + " bytes");
        }
        return Files.readAllBytes(file);
    }
}
