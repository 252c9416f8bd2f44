package org.plainsight.bench.feed;

import org.plainsight.bench.Benchmark;
import org.plainsight.bench.Figures;

/** {@code ./plainsight bench feed}. */
public final class Benchmarks implements Benchmark {

    @Override
    public void run(Figures figures, boolean quick) throws Exception {
        if (figures.wants("ownership.")) {
            new OwnershipFigures().run(figures, quick);
        }
        if (figures.wants("registry.")) {
            new ImportFigures().run(figures, quick);
        }
        if (figures.wants("pages.")) {
            new PageFigures().run(figures);
        }
        if (figures.wants("feed.")) {
            new FeedFigures().run(figures, quick);
        }
    }
}
