package org.plainsight.liabilities.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plainsight.evidence.Verdict;
import org.plainsight.liabilities.CustomerIdentity;
import org.plainsight.liabilities.proof.Complaint;
import org.plainsight.liabilities.proof.MalformedProofException;
import org.plainsight.liabilities.proof.ProofFile;
import org.plainsight.note.MalformedNoteException;
import org.plainsight.note.VerifierKey;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./plainsight complaint make|verify}: needs no portal, no database and no network. */
@Command(
        name = "complaint",
        description = "Makes and judges complaints about balances that were signed and are not in the totals.",
        mixinStandardHelpOptions = true)
public final class ComplaintCommand {

    private static final long MAX_BYTES = 16L * 1024 * 1024;
    private static final int OPEN = 3;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Command(name = "make", description = "Writes the complaint about a proof file. It does not say who you are.")
    int make(
            @Parameters(paramLabel = "PROOF", description = "The proof file as it was handed out.") Path file,
            @Mixin IdentityOptions customer,
            @Option(names = "--log-index", description = "For a proof without receipt: the entry's number in the log.")
                    @Nullable
                    Long index,
            @Option(names = "--log-entry", description = "The entry, as /log/entries/NUMBER gives it.") @Nullable
                    Path entry,
            @Option(names = "--log-receipt", description = "The receipt, as /log/entries/NUMBER/receipt gives it.")
                    @Nullable
                    Path receipt,
            @Option(names = "--out", defaultValue = "plainsight-complaint.json", description = "Where to write.")
                    Path out)
            throws IOException {
        byte[] complaint;
        CustomerIdentity identity = customer.identity();
        try {
            complaint = Complaint.make(read(file), identity, log(index, entry, receipt));
        } catch (MalformedProofException e) {
            return refuse(file + " is no proof file: " + e.getMessage());
        }
        Files.write(out, complaint);
        say("written to " + out + "; anyone can judge it with: plainsight complaint verify " + out + " --log-key KEY");
        return 0;
    }

    @Command(
            name = "verify",
            description =
                    "Judges a complaint by itself. Exit code 0: upheld, the operator signed what is not in its totals;"
                            + " 1: the complaint is false; 3: it carries no receipt of the log.")
    int verify(
            @Parameters(paramLabel = "COMPLAINT", description = "The complaint.") Path file,
            @Option(names = "--log-key", required = true, description = "The log's key, from a source you trust.")
                    String logKey)
            throws IOException {
        Verdict verdict;
        try {
            verdict = Complaint.read(read(file)).judge(VerifierKey.parse(logKey));
        } catch (MalformedProofException | MalformedNoteException e) {
            return refuse("cannot be judged: " + e.getMessage());
        }
        say(
                switch (verdict) {
                    case Verdict.Valid v -> "upheld: " + v.reason();
                    case Verdict.Inconclusive v -> "cannot be judged: " + v.reason();
                    case Verdict.Invalid v -> "false: " + v.reason();
                });
        return verdict instanceof Verdict.Inconclusive ? OPEN : verdict.isValid() ? 0 : LiabilitiesCommand.FAILED;
    }

    private Optional<ProofFile.LogReceipt> log(@Nullable Long index, @Nullable Path entry, @Nullable Path receipt)
            throws IOException {
        if (index == null && entry == null && receipt == null) {
            return Optional.empty();
        }
        if (index == null || entry == null || receipt == null || index < 0) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--log-index, --log-entry and --log-receipt belong together");
        }
        return Optional.of(new ProofFile.LogReceipt(
                index,
                new String(read(entry), StandardCharsets.UTF_8),
                new String(read(receipt), StandardCharsets.UTF_8)));
    }

    private byte[] read(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "there is no file " + file + " of at most " + MAX_BYTES + " bytes");
        }
        return Files.readAllBytes(file);
    }

    private void say(String words) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(words);
        out.flush();
    }

    private int refuse(String why) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("plainsight: " + why);
        err.flush();
        return LiabilitiesCommand.REFUSED;
    }
}
