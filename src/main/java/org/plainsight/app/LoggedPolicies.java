package org.plainsight.app;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.plainsight.disclosure.PolicyStatement;
import org.plainsight.disclosure.SignedStatement;
import org.plainsight.disclosure.StatedPolicies;
import org.plainsight.log.TransparencyLog;

/** Policies found by the name under which the gate admitted them. */
@Singleton
class LoggedPolicies implements StatedPolicies {

    private final AdmittedStatements admitted;
    private final TransparencyLog log;

    LoggedPolicies(AdmittedStatements admitted, TransparencyLog log) {
        this.admitted = admitted;
        this.log = log;
    }

    @Override
    public Optional<Stated> newest(String name) {
        return admitted.newest(PolicyStatement.TYPE, name)
                .map(index -> new Stated(
                        index,
                        ((PolicyStatement) SignedStatement.fromEntry(
                                                log.entries(index, 1).getFirst())
                                        .disclosure())
                                .document()));
    }
}
