package org.plainsight.registry.store;

import javax.sql.DataSource;
import org.plainsight.registry.review.Drafts;

/** Lets benchmarks reach the drafts as the portal stores them. */
public final class BenchDrafts {

    private BenchDrafts() {}

    public static Drafts over(DataSource database) {
        return new StoredDrafts(database);
    }
}
