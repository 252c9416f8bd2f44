package org.plainsight.app;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.plainsight.disclosure.KeyStatement;
import org.plainsight.disclosure.SignedStatement;
import org.plainsight.disclosure.SignedStatement.StatementSignature;
import org.plainsight.disclosure.SignerRole;
import org.plainsight.disclosure.StatementSigner;
import org.plainsight.disclosure.StatementSigners;
import org.plainsight.log.TransparencyLog;

/** The keys of the operator and of the measuring portal, and their first words in the log. */
@Singleton
class StatementKeys {

    /** Before everything that signs. */
    private static final int FIRST = 500;

    private final KeySettings settings;
    private final Path dataDir;

    StatementKeys(
            KeySettings settings,
            @ConfigProperty(name = "plainsight.data-dir", defaultValue = ".plainsight") Path dataDir) {
        this.settings = settings;
        this.dataDir = dataDir;
    }

    @Produces
    @Singleton
    @Named("operator")
    StatementSigner operator(AdmittedStatements admitted) {
        return open(SignerRole.OPERATOR, "operator", settings.operatorFile(), admitted);
    }

    @Produces
    @Singleton
    @Named("measuring")
    StatementSigner measuring(AdmittedStatements admitted) {
        return open(SignerRole.MEASURING, "measuring", settings.measuringFile(), admitted);
    }

    @Produces
    @Singleton
    StatementSigners signers(
            @Named("operator") StatementSigner operator, @Named("measuring") StatementSigner measuring) {
        return new StatementSigners(List.of(operator, measuring));
    }

    /** A key that the log already names is never made anew. */
    private StatementSigner open(SignerRole role, String name, Optional<Path> file, AdmittedStatements admitted) {
        boolean create = settings.create() && admitted.currentKeys(role).isEmpty();
        return FileStatementSigner.open(
                role, name, file.orElse(dataDir.resolve("keys").resolve(name + ".key")), create);
    }

    /**
     * The keys are the first statements of the log; later starts must come with the same keys. A command that serves
     * nothing leaves this to the portal.
     */
    void introduce(
            @Observes @Priority(FIRST) StartupEvent start,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean isPortal,
            Instance<StatementSigners> lazySigners,
            AdmittedStatements admitted,
            TransparencyLog log) {
        if (!isPortal) {
            return;
        }
        StatementSigners signers = lazySigners.get();
        QuarkusTransaction.requiringNew().run(() -> {
            List<byte[]> entries = new ArrayList<>();
            for (SignerRole role : List.of(SignerRole.OPERATOR, SignerRole.MEASURING)) {
                Set<String> current = admitted.currentKeys(role);
                StatementSigner signer = signers.of(role);
                if (current.isEmpty()) {
                    entries.add(introduction(signer, signers.of(SignerRole.OPERATOR)));
                } else if (!current.contains(signer.publicKey())) {
                    throw new StartFailure("the " + role + " key is " + signer.publicKey() + ", and the log names "
                            + current + "; put back the key file that made the log");
                }
            }
            if (!entries.isEmpty()) {
                log.append(entries);
            }
        });
    }

    /** Signed by the new key itself, to show that somebody holds it, and by the operator. */
    private static byte[] introduction(StatementSigner signer, StatementSigner operator) {
        KeyStatement statement = new KeyStatement(signer.role(), KeyStatement.Action.ADDED, signer.publicKey());
        List<StatementSignature> signatures =
                new ArrayList<>(SignedStatement.sign(statement, operator).signatures());
        if (!signer.publicKey().equals(operator.publicKey())) {
            signatures.addAll(SignedStatement.sign(statement, signer).signatures());
        }
        return new SignedStatement(statement, signatures).toEntry();
    }
}
