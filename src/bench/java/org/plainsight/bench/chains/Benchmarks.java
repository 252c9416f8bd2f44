package org.plainsight.bench.chains;

import java.util.List;
import org.plainsight.bench.Benchmark;
import org.plainsight.bench.Figures;
import org.plainsight.chain.evm.proof.ProofBenchmarks;
import org.plainsight.chain.evm.rpc.ReadingBenchmarks;

/** Following Bitcoin and EVM chains. */
public final class Benchmarks implements Benchmark {

    @Override
    public void run(Figures figures, boolean quick) throws Exception {
        for (Benchmark benchmark :
                List.of(new BitcoinScan(), new BitcoinSnapshot(), new ReadingBenchmarks(), new ProofBenchmarks())) {
            benchmark.run(figures, quick);
        }
    }
}
