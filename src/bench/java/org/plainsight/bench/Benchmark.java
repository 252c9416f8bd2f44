package org.plainsight.bench;

/** The benchmarks of one room. An implementation is called {@code Benchmarks} and has a public constructor without arguments. */
public interface Benchmark {

    /** @param quick a run of about a minute, leaving the largest sizes out */
    void run(Figures figures, boolean quick) throws Exception;
}
