package org.plainsight.app;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.plainsight.disclosure.AwaitingSignatureException;
import org.plainsight.disclosure.Disclosure;
import org.plainsight.disclosure.PolicyStatement;
import org.plainsight.disclosure.PublishedFile;
import org.plainsight.disclosure.PublishedFiles;
import org.plainsight.disclosure.StatedPolicies;
import org.plainsight.disclosure.StatementSigners;
import org.plainsight.disclosure.VerifierStatement;
import org.plainsight.liabilities.VerifierLog;
import org.plainsight.liabilities.web.OfflineChecker;
import org.plainsight.log.LogSigner;
import org.plainsight.log.TransparencyLog;
import org.plainsight.log.witness.Witnesses;

/** States in the log what readers verify with, before it is handed out: the offline checker and the witnesses to demand. */
@Singleton
class VerificationDocuments {

    private static final Logger LOG = Logger.getLogger(VerificationDocuments.class);

    /** After the keys have introduced themselves. */
    private static final int AFTER_THE_KEYS = 600;

    @Produces
    @ApplicationScoped
    VerifierLog verifierLog(Instance<LogSigner> signer, AdmittedStatements admitted) {
        return new VerifierLog() {
            @Override
            public String key() {
                return signer.get().verifierKey().toString();
            }

            @Override
            public OptionalLong entry(String sha256) {
                return admitted.newest(VerifierStatement.TYPE, sha256)
                        .map(OptionalLong::of)
                        .orElseGet(OptionalLong::empty);
            }
        };
    }

    /** What the log knows is not stated again. A signature that is made elsewhere is looked for at every start. */
    void state(
            @Observes @Priority(AFTER_THE_KEYS) StartupEvent start,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean isPortal,
            Instance<OfflineChecker> checker,
            Instance<Witnesses> witnesses,
            PublishedFiles files,
            StatedPolicies policies,
            Instance<StatementSigners> signers,
            AdmittedStatements admitted,
            TransparencyLog log) {
        if (!isPortal) {
            return;
        }
        PublishedFile program = files.write(checker.get().bytes()).named("html");
        PublishedFile policy = files.write(witnesses.get().policy().toString().getBytes(StandardCharsets.UTF_8))
                .named("txt");
        try {
            QuarkusTransaction.requiringNew().run(() -> {
                List<Disclosure> unstated = new ArrayList<>();
                if (admitted.newest(VerifierStatement.TYPE, program.sha256()).isEmpty()) {
                    unstated.add(new VerifierStatement(OfflineChecker.NAME, program));
                }
                if (policies.newest(PolicyStatement.WITNESSES)
                        .filter(stated -> stated.document().equals(policy))
                        .isEmpty()) {
                    unstated.add(new PolicyStatement(PolicyStatement.WITNESSES, policy));
                }
                if (!unstated.isEmpty()) {
                    log.append(signers.get().entries(unstated));
                }
            });
        } catch (AwaitingSignatureException e) {
            LOG.warnf(
                    "The log does not name this portal's checker and witness policy yet: %s; then start again",
                    e.getMessage());
        }
    }
}
