package org.plainsight.chain;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.plainsight.asset.ChainId;

/** The readers of every followed chain, in the order of their CAIP-2 ids. */
public final class ChainReaders {

    private final List<ChainReader> all;

    /** @throws IllegalArgumentException when two sources follow the same chain */
    public ChainReaders(Collection<? extends ChainReaderSource> sources) {
        all = sources.stream()
                .flatMap(source -> source.readers().stream())
                .sorted(Comparator.comparing(ChainReader::chain))
                .toList();
        Set<ChainId> seen = new HashSet<>();
        for (ChainReader reader : all) {
            if (!seen.add(reader.chain())) {
                throw new IllegalArgumentException(
                        "chain " + reader.chain() + " is configured twice; keep one of them");
            }
        }
    }

    public List<ChainReader> all() {
        return all;
    }

    public Optional<ChainReader> find(ChainId chain) {
        return all.stream().filter(reader -> reader.chain().equals(chain)).findFirst();
    }
}
