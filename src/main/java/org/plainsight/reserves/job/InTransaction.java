package org.plainsight.reserves.job;

/** Runs all of the work in one database transaction, or none of it. */
interface InTransaction {
    void run(Runnable work);
}
