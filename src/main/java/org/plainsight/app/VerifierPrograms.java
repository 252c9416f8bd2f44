package org.plainsight.app;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.OptionalLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.plainsight.disclosure.StatementSigners;
import org.plainsight.disclosure.VerifierStatement;
import org.plainsight.liabilities.VerifierLog;
import org.plainsight.liabilities.web.OfflineChecker;
import org.plainsight.log.LogSigner;
import org.plainsight.log.TransparencyLog;

/** States in the log which verifiers this portal hands out, before it hands them out. */
@Singleton
class VerifierPrograms {

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

    /** A program that the log knows is not stated again. */
    void state(
            @Observes @Priority(AFTER_THE_KEYS) StartupEvent start,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean isPortal,
            Instance<OfflineChecker> checker,
            Instance<StatementSigners> signers,
            AdmittedStatements admitted,
            TransparencyLog log) {
        if (!isPortal) {
            return;
        }
        VerifierStatement statement = checker.get().statement();
        QuarkusTransaction.requiringNew().run(() -> {
            if (admitted.newest(VerifierStatement.TYPE, statement.program().sha256())
                    .isEmpty()) {
                log.append(List.of(signers.get().entry(statement)));
            }
        });
    }
}
