package org.plainsight.app;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.List;
import org.plainsight.chain.IncidentReporter;
import org.plainsight.disclosure.IncidentStatement;
import org.plainsight.disclosure.SignedStatement;
import org.plainsight.disclosure.StatementSigners;
import org.plainsight.log.TransparencyLog;
import org.plainsight.reserves.PublishedIncident;
import org.plainsight.reserves.PublishedIncidents;

/** Incidents go into the log and are read back from it; nothing else remembers them. */
@Singleton
class LogIncidents implements IncidentReporter, PublishedIncidents {

    /** How far back a repeated report is recognised. */
    private static final int RECENT = 100;

    private final TransparencyLog log;
    private final AdmittedStatements admitted;
    private final Instance<StatementSigners> signers;

    LogIncidents(TransparencyLog log, AdmittedStatements admitted, Instance<StatementSigners> signers) {
        this.log = log;
        this.admitted = admitted;
        this.signers = signers;
    }

    @Override
    public void report(IncidentStatement incident) {
        if (newest(RECENT).stream().noneMatch(known -> known.statement().equals(incident))) {
            byte[] entry = signers.get().entry(incident);
            QuarkusTransaction.requiringNew().run(() -> log.append(List.of(entry)));
        }
    }

    @Override
    public List<PublishedIncident> newest(int limit) {
        return admitted.newest(IncidentStatement.TYPE, limit).stream()
                .map(this::incident)
                .toList();
    }

    private PublishedIncident incident(long index) {
        byte[] entry = log.entry(index)
                .orElseThrow(() -> new IllegalStateException("entry " + index + " was admitted and is not in the log"));
        return new PublishedIncident(
                index, (IncidentStatement) SignedStatement.fromEntry(entry).disclosure());
    }
}
