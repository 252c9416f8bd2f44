package org.plainsight.app;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.plainsight.app.keys.HeldSigner;
import org.plainsight.app.keys.KeyPlace;
import org.plainsight.app.keys.KeyUnavailableException;
import org.plainsight.app.keys.OutsideSigner;
import org.plainsight.app.keys.SigningDesk;
import org.plainsight.disclosure.AwaitingSignatureException;
import org.plainsight.disclosure.KeyStatement;
import org.plainsight.disclosure.SignerRole;
import org.plainsight.disclosure.StatementSigner;
import org.plainsight.disclosure.StatementSigners;
import org.plainsight.log.TransparencyLog;
import org.plainsight.log.store.KeyFile;

/** The keys of the operator and of the measuring portal, and their first words in the log. */
@Singleton
class StatementKeys {

    private static final Logger LOG = Logger.getLogger(StatementKeys.class);

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
    StatementSigners signers(AdmittedStatements admitted) {
        List<StatementSigner> signers = new ArrayList<>();
        if (settings.operators().isPresent()) {
            SigningDesk desk = new SigningDesk(dataDir.resolve("signing"));
            for (String key : settings.operators().get()) {
                signers.add(new OutsideSigner(SignerRole.OPERATOR, key.strip(), desk));
            }
        } else {
            signers.add(held(SignerRole.OPERATOR, "operator", settings.operatorFile(), admitted));
        }
        signers.add(held(SignerRole.MEASURING, "measuring", settings.measuringFile(), admitted));
        return new StatementSigners(signers, admitted::rules);
    }

    /** A key that the log already names is never made anew. */
    private StatementSigner held(SignerRole role, String name, Optional<String> place, AdmittedStatements admitted) {
        String where =
                place.orElse(dataDir.resolve("keys").resolve(name + ".key").toString());
        boolean isFile = !where.startsWith("pkcs11:") && !where.startsWith("command:");
        if (isFile && !Files.exists(Path.of(where))) {
            if (!settings.create() || !admitted.currentKeys(role).isEmpty()) {
                throw new StartFailure(
                        "there is no " + name + " key in " + Path.of(where).toAbsolutePath()
                                + "; name its place in plainsight.keys." + name
                                + "-file, or make one at the first start with plainsight.keys.create=true");
            }
            KeyFile.create(Path.of(where), "plainsight-" + name, new SecureRandom());
        }
        try {
            return new HeldSigner(role, KeyPlace.open(where));
        } catch (KeyUnavailableException e) {
            throw new StartFailure("the " + name + " key: " + e.getMessage());
        }
    }

    /**
     * The keys are the first statements of the log; later starts must come with one of the keys that stand. A command that
     * serves nothing leaves this to the portal.
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
        try {
            QuarkusTransaction.requiringNew().run(() -> {
                List<KeyStatement> first = new ArrayList<>();
                for (SignerRole role : List.of(SignerRole.OPERATOR, SignerRole.MEASURING)) {
                    Set<String> current = admitted.currentKeys(role);
                    List<String> ours = signers.all(role).stream()
                            .map(StatementSigner::publicKey)
                            .toList();
                    if (current.isEmpty()) {
                        ours.forEach(key -> first.add(new KeyStatement(role, KeyStatement.Action.ADDED, key)));
                    } else if (ours.stream().noneMatch(current::contains)) {
                        throw new StartFailure("the " + role + " key is " + ours + ", and the log names " + current
                                + "; put back the key that made the log");
                    }
                }
                if (!first.isEmpty()) {
                    log.append(signers.entries(first));
                }
            });
        } catch (AwaitingSignatureException e) {
            LOG.warnf("The log has no keys yet, and nothing can be published: %s; then start again", e.getMessage());
        }
    }
}
