package org.plainsight.bench.chains;

import org.plainsight.bench.Benchmark;
import org.plainsight.bench.Figures;
import org.plainsight.chain.evm.proof.ProofBenchmarks;
import org.plainsight.chain.evm.rpc.ReadingBenchmarks;

/** Following Bitcoin and EVM chains. */
public final class Benchmarks implements Benchmark {

    @Override
    public void run(Figures figures, boolean quick) throws Exception {
        if (figures.wants("bitcoin.scan")) {
            new BitcoinScan().run(figures, quick);
        }
        if (figures.wants("bitcoin.snapshot")) {
            new BitcoinSnapshot().run(figures, quick);
        }
        if (figures.wants("evm.read")) {
            new ReadingBenchmarks().run(figures, quick);
        }
        if (figures.wants("evm.proof")) {
            new ProofBenchmarks().run(figures, quick);
        }
    }
}
