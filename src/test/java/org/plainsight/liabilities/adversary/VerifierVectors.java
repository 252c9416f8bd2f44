package org.plainsight.liabilities.adversary;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.liabilities.CustomerIdentity;
import org.plainsight.liabilities.proof.LoggedHeader;
import org.plainsight.liabilities.proof.ProofCodec;
import org.plainsight.liabilities.proof.ProofFile;
import org.plainsight.liabilities.proof.ProofReport;
import org.plainsight.liabilities.proof.ProofVerifier;

/** Files and what every verifier must find in them, one JSON object a line: honest ones, and mutants of every class. */
public final class VerifierVectors {

    private VerifierVectors() {}

    /** Writes so many vectors; the Java verifier says what to expect. */
    public static void write(Path file, Victims victims, int count) throws IOException {
        List<Forgery.Kind> kinds = Forgery.kinds();
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int n = 0; n < count; n++) {
                int kind = n % (kinds.size() + 4);
                int i = n / (kinds.size() + 4);
                out.write(
                        kind < kinds.size()
                                ? forged(victims, kinds.get(kind), i)
                                : honest(victims, kind - kinds.size(), i));
                out.write('\n');
            }
        }
    }

    private static String forged(Victims victims, Forgery.Kind kind, int i) {
        Forgery forgery = kind.forger().forge(victims, i);
        return line(kind.name(), forgery.file(), forgery.customer(), Optional.of(victims.log));
    }

    private static String honest(Victims victims, int which, int i) {
        ProofFile proof = which == 1 ? victims.otherProof(i) : victims.proof(i);
        CustomerIdentity c = Victims.customer(i);
        CustomerIdentity typed = new CustomerIdentity(
                c.uid(), which == 1 ? "  " + c.email().toUpperCase(Locale.ROOT) + " " : c.email(), c.phrase());
        Optional<ProofFile.LogReceipt> receipt = which == 2 ? Optional.empty() : proof.log();
        byte[] file = ProofCodec.write(
                new ProofFile(proof.header(), proof.salt(), proof.assets(), proof.statement(), receipt));
        return line("honest " + which, file, typed, which == 3 ? Optional.empty() : Optional.of(victims.log));
    }

    private static String line(String name, byte[] file, CustomerIdentity customer, Optional<SampleLog> log) {
        ProofReport report = ProofVerifier.verify(
                file,
                customer,
                proof -> log.map(l -> l.find(proof)).orElseGet(() -> new LoggedHeader.Unreachable("no key")));
        String steps = report.steps().stream()
                .map(s -> s.name() + " "
                        + s.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", "));
        return new String(
                CanonicalJson.write(Json.object()
                        .put("name", name)
                        .put("file", Base64.getEncoder().encodeToString(file))
                        .put("uid", customer.uid())
                        .put("email", customer.email())
                        .put("phrase", customer.phrase())
                        .put(
                                "key",
                                log.<Json>map(l -> new Json.Str(l.key().toString()))
                                        .orElseGet(Json.Null::new))
                        .put("steps", steps)
                        .build()),
                StandardCharsets.UTF_8);
    }
}
