package org.plainsight.bench.feed;

import org.plainsight.bench.Benchmark;
import org.plainsight.bench.Figures;

/** {@code ./plainsight bench feed}. */
public final class Benchmarks implements Benchmark {

    @Override
    public void run(Figures figures, boolean quick) throws Exception {
        new OwnershipFigures().run(figures, quick);
        new ImportFigures().run(figures, quick);
        new FeedFigures().run(figures, quick);
    }
}
