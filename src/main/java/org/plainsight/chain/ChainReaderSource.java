package org.plainsight.chain;

import java.util.List;

/** Where the readers of one kind of chain come from: one reader per configured chain. */
public interface ChainReaderSource {

    /** The same readers at every call; empty when no chain of this kind is configured. Never blocks on a node. */
    List<ChainReader> readers();
}
