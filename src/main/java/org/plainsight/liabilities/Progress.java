package org.plainsight.liabilities;

/** Who wants to know how far long work has come. */
@FunctionalInterface
public interface Progress {

    Progress SILENT = (step, done, total) -> {};

    /** @param total 0 where it is not known yet */
    void at(String step, long done, long total);
}
