package org.plainsight.merkle.batch;

/** Where leaves go that come in any order, each with the position where it belongs in its tree. */
public interface LeafTarget {

    /** Whether leaves at this position are wanted now. */
    boolean takes(long position);

    /** Takes the node of {@link SumNodes#BYTES} bytes for a position that is wanted. */
    void add(long position, byte[] node, int at);
}
