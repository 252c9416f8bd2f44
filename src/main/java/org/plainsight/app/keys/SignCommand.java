package org.plainsight.app.keys;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Scanner;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plainsight.disclosure.MalformedStatementException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plainsight sign}: run where the operator's key is. Shows every text before it is signed. Needs no portal. */
@Command(
        name = "sign",
        mixinStandardHelpOptions = true,
        description = "Sign what a portal asks the operator to sign, on a machine of the operator's own.")
public final class SignCommand implements Callable<Integer> {

    private static final List<String> KNOWN = List.of("plainsight-statement-v1\n", "plainsight-balances-v1\n");

    @Parameters(paramLabel = "REQUEST", description = "A file of the portal's folder signing/requests")
    private @Nullable Path request;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "KEY",
            description = "A key file, pkcs11:MODULE?token=LABEL&key=LABEL&pin-file=PATH, or command:HEX:PROGRAM")
    private @Nullable String place;

    @Option(names = "--out", paramLabel = "FILE", description = "default: beside the request, named after the key")
    private @Nullable Path out;

    @Option(names = "--yes", description = "Sign without asking: for tests and for requests that were read before")
    private boolean yes;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter screen =
                Objects.requireNonNull(spec, "picocli sets it").commandLine().getOut();
        Path file = Objects.requireNonNull(request, "picocli requires it");
        List<byte[]> messages;
        try {
            messages = SigningDesk.readRequest(file);
        } catch (MalformedStatementException e) {
            screen.println("plainsight: " + file + " is no request for signatures: " + e.getMessage());
            return 2;
        }
        for (byte[] message : messages) {
            String text = new String(message, StandardCharsets.UTF_8);
            if (KNOWN.stream().noneMatch(text::startsWith)) {
                screen.println("plainsight: the request holds a text of an unknown kind; nothing is signed:");
                screen.println(text);
                return 2;
            }
            screen.println(text);
            screen.println();
        }
        HeldKey key = KeyPlace.open(Objects.requireNonNull(place, "picocli requires it"));
        if (!yes && !confirmed(screen, messages.size(), key.publicKey())) {
            screen.println("Nothing was signed.");
            return 1;
        }
        Path answer = out != null
                ? out
                : file.resolveSibling(file.getFileName().toString().replace(".jsonl", "") + "-"
                        + key.publicKey().substring(0, 8) + ".jsonl");
        SigningDesk.writeAnswer(answer, messages, key);
        screen.println("Signed " + messages.size() + " texts with " + key.publicKey() + ": " + answer);
        return 0;
    }

    private static boolean confirmed(PrintWriter screen, int count, String key) {
        screen.print("Sign these " + count + " texts with the key " + key + "? Type yes: ");
        screen.flush();
        Scanner in = new Scanner(System.in, StandardCharsets.UTF_8);
        return in.hasNextLine()
                && in.nextLine().strip().toLowerCase(Locale.ROOT).equals("yes");
    }
}
