package org.plainsight.reserves.job;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;

/** A transaction of its own, long enough for a publication on a slow machine. */
@Singleton
class NewTransaction implements InTransaction {

    private static final int SECONDS = 300;

    @Override
    public void run(Runnable work) {
        QuarkusTransaction.requiringNew().timeout(SECONDS).run(work);
    }
}
