package org.plainsight.app;

import javax.sql.DataSource;
import org.plainsight.log.EntryGate;

/** The portal's own gate over a given database. */
public final class BenchGate {

    private BenchGate() {}

    public static EntryGate over(DataSource dataSource) {
        return new LogEntryGate(new AdmittedStatements(dataSource));
    }
}
