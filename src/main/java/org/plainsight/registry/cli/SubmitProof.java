package org.plainsight.registry.cli;

import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.MalformedIdentifierException;
import org.plainsight.evidence.Verdict;
import org.plainsight.ownership.Challenge;
import org.plainsight.ownership.ChallengePolicy;
import org.plainsight.ownership.MalformedChallengeException;
import org.plainsight.ownership.OwnershipProof;
import org.plainsight.ownership.OwnershipVerifier;
import org.plainsight.registry.DeclaredAddress.Proof;
import org.plainsight.registry.declaration.EvidenceFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plainsight ownership submit MESSAGE-FILE}. */
@Dependent
@Command(
        name = "submit",
        description = "Check a signed challenge; with --registry, put it into the declared row of its address.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields in
class SubmitProof implements Callable<Integer> {

    private static final long MESSAGE_BYTES_MAX = 10_000;

    private final OwnershipVerifier verifier;
    private final String domain;
    private final Clock clock;

    @Parameters(paramLabel = "MESSAGE-FILE", description = "The challenge exactly as it was signed.")
    Path message;

    @Option(names = "--method", required = true, paramLabel = "WORD", description = "bip322, eip191, eip712 …")
    String method;

    @Option(names = "--signature", required = true, paramLabel = "TEXT", description = "One, or one per signer.")
    List<String> signatures = new ArrayList<>();

    @Option(names = "--script", paramLabel = "HEX", description = "The script or public key that the method needs.")
    @Nullable
    String script;

    @Option(names = "--registry", paramLabel = "DIR", description = "The folder of declarations to write it to.")
    @Nullable
    Path registry;

    @Spec
    CommandSpec spec;

    SubmitProof(
            OwnershipVerifier verifier,
            @ConfigProperty(name = "plainsight.domain", defaultValue = "localhost") String domain,
            Clock clock) {
        this.verifier = verifier;
        this.domain = domain;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        try {
            if (Files.size(message) > MESSAGE_BYTES_MAX) {
                return refuse(message + " is longer than a challenge; give the file that was signed");
            }
            String text = Files.readString(message);
            Challenge challenge = Challenge.parse(text);
            Proof proof = new Proof(method, text, signatures, Optional.ofNullable(script));
            Verdict verdict = verdict(challenge, proof);
            spec.commandLine().getOut().println(verdict.word() + ": " + verdict.reason());
            if (!verdict.isValid()) {
                return CommandLine.ExitCode.USAGE;
            }
            return registry == null ? CommandLine.ExitCode.OK : write(registry, challenge.address(), proof);
        } catch (MalformedChallengeException | MalformedIdentifierException e) {
            return refuse(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return refuse("cannot read or write: " + e.getMessage());
        }
    }

    private Verdict verdict(Challenge challenge, Proof proof) {
        return verifier.verify(
                challenge.address(),
                OwnershipProof.of(
                        proof.method(),
                        proof.message(),
                        proof.signatures(),
                        proof.script().orElse("")),
                new ChallengePolicy.Required(
                        domain, challenge.entity(), LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)));
    }

    private int write(Path folder, AccountId account, Proof proof) throws IOException {
        Optional<String> place = EvidenceFile.replace(folder, account, proof);
        if (place.isEmpty()) {
            return refuse("no row in " + folder + " is about " + account + "; declare it first");
        }
        spec.commandLine().getOut().println("written to " + place.get() + "; the next import publishes it");
        return CommandLine.ExitCode.OK;
    }

    private int refuse(String reason) {
        spec.commandLine().getErr().println("plainsight: " + reason);
        return CommandLine.ExitCode.USAGE;
    }
}
