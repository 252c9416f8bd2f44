package org.plainsight.liabilities.cli;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plainsight.asset.Amount;
import org.plainsight.evidence.Verdict;
import org.plainsight.liabilities.proof.LoggedHeader;
import org.plainsight.liabilities.proof.ProofFile;
import org.plainsight.liabilities.proof.ProofReport;
import org.plainsight.liabilities.proof.ProofVerifier;
import org.plainsight.note.MalformedNoteException;
import org.plainsight.note.VerifierKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Singleton
@Command(
        name = "verify",
        description = "Checks a proof file offline. Exit code 0: holds, 1: fails or could not be checked whole.",
        mixinStandardHelpOptions = true)
class VerifyCommand implements Callable<Integer> {

    private static final long MAX_BYTES = 16L * 1024 * 1024;

    @Parameters(paramLabel = "PROOF", description = "The proof file.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private Path file;

    @Mixin
    private final IdentityOptions customer = new IdentityOptions();

    @Option(names = "--log-key", description = "The log's verifier key, name+id+base64, from a source you trust.")
    private @Nullable String logKey;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
            return refuse("there is no proof file " + file + " of at most " + MAX_BYTES + " bytes");
        }
        Optional<VerifierKey> key;
        try {
            key = Optional.ofNullable(logKey).map(VerifierKey::parse);
        } catch (MalformedNoteException e) {
            return refuse("--log-key: " + e.getMessage());
        }
        ProofReport report =
                ProofVerifier.verify(Files.readAllBytes(file), customer.identity(), proof -> logged(proof, key));
        PrintWriter out = spec.commandLine().getOut();
        report.balances()
                .forEach(b -> out.println(
                        b.asset() + " kind " + b.kind() + "  " + new Amount(b.amount()).display(b.decimals())));
        report.steps()
                .forEach(s -> out.println(String.format(
                        Locale.ROOT,
                        "%-12s %s: %s",
                        s.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        s.name(),
                        s.words())));
        Verdict verdict = report.verdict();
        out.println(verdict.word() + ": " + verdict.reason());
        out.flush();
        return verdict.isValid() ? 0 : LiabilitiesCommand.FAILED;
    }

    private static LoggedHeader logged(ProofFile proof, Optional<VerifierKey> key) {
        if (proof.log().isEmpty()) {
            return new LoggedHeader.Unreachable("the file carries no log receipt; download it again");
        }
        return key.map(k -> LoggedHeader.fromReceipt(proof.log().get(), k))
                .orElseGet(() -> new LoggedHeader.Unreachable(
                        "no log key was given; pass --log-key with the key that the portal's log page shows"));
    }

    private int refuse(String why) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("plainsight: " + why);
        err.flush();
        return LiabilitiesCommand.REFUSED;
    }
}
