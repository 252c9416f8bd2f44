package org.plainsight.app.keys;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Provider;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plainsight.disclosure.AwaitingSignatureException;
import org.plainsight.disclosure.Disclosure;
import org.plainsight.disclosure.KeyStatement;
import org.plainsight.disclosure.QuorumStatement;
import org.plainsight.disclosure.SignerRole;
import org.plainsight.disclosure.StatementSigners;
import org.plainsight.log.RefusedEntryException;
import org.plainsight.log.TransparencyLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plainsight keys}: who may sign statements, said in the log. Run again once everybody has signed. */
@Dependent
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = "Add or revoke a key that signs statements, or say how many operator keys must sign.",
        footer = {"", "Exit code: 0 it is in the log, 1 refused, 4 somebody must sign first; then run it again."})
public class KeysCommand implements Callable<Integer> {

    private static final int AWAITING = 4;

    /** What to say in the log. */
    enum Action {
        ADD,
        REVOKE,
        QUORUM
    }

    @Parameters(index = "0", paramLabel = "add|revoke|quorum", description = "what to do")
    private Action action = Action.ADD;

    @Parameters(index = "1", paramLabel = "operator|measuring", description = "the role")
    private SignerRole role = SignerRole.OPERATOR;

    @Parameters(index = "2", paramLabel = "KEY|NUMBER", description = "a public key in hex, or how many must sign")
    private @Nullable String value;

    private @Nullable CommandSpec spec;

    private final Provider<StatementSigners> signers;
    private final TransparencyLog log;

    KeysCommand(Provider<StatementSigners> signers, TransparencyLog log) {
        this.signers = signers;
        this.log = log;
    }

    /** Words are written small, as everywhere. */
    @Spec
    void setSpec(CommandSpec spec) {
        spec.parser().caseInsensitiveEnumValuesAllowed(true);
        this.spec = spec;
    }

    @Override
    public Integer call() {
        var line = Objects.requireNonNull(spec, "picocli sets it").commandLine();
        String what = Objects.requireNonNull(value, "picocli requires it");
        try {
            List<byte[]> entries = signers.get().entries(List.of(statement(what)));
            long index = QuarkusTransaction.requiringNew()
                    .call(() -> log.append(entries))
                    .getFirst();
            line.getOut().println("said in the log, entry " + index);
            return 0;
        } catch (AwaitingSignatureException e) {
            line.getErr().println("plainsight: " + e.getMessage());
            return AWAITING;
        } catch (RefusedEntryException | NumberFormatException e) {
            line.getErr().println("plainsight: refused: " + e.getMessage());
            return 1;
        }
    }

    private Disclosure statement(String what) {
        return switch (action) {
            case ADD -> new KeyStatement(role, KeyStatement.Action.ADDED, what);
            case REVOKE -> new KeyStatement(role, KeyStatement.Action.REVOKED, what);
            case QUORUM -> new QuorumStatement(role, Integer.parseInt(what));
        };
    }
}
