package org.plainsight.reserves.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Disclosure;
import org.plainsight.disclosure.Json;
import org.plainsight.disclosure.ReservesStatement;

/** One reserves statement of the log. */
@Entity
@Table(name = "reserves_statement")
class ReservesStatementRow {

    @Id
    @Column(name = "log_index")
    long logIndex;

    @Column(name = "snapshot_id")
    String snapshotId;

    @Column
    String asset;

    @Column
    String body;

    static ReservesStatementRow of(ReservesStatement statement, long logIndex) {
        ReservesStatementRow row = new ReservesStatementRow();
        row.logIndex = logIndex;
        row.snapshotId = statement.snapshotId();
        row.asset = statement.asset().toString();
        row.body = CanonicalJson.text(statement.body());
        return row;
    }

    ReservesStatement toStatement() {
        Json.Obj read = Json.asObject(CanonicalJson.read(body.getBytes(StandardCharsets.UTF_8)));
        return (ReservesStatement) Disclosure.read(ReservesStatement.TYPE, read);
    }
}
