package org.plainsight.chain.evm.proof;

/** What follows from a state root and a set of nodes. */
public sealed interface Proven<T> {

    /** So it is in the state; something that is not there is proven to be absent, and given as its zero. */
    record Value<T>(T value) implements Proven<T> {}

    /** The nodes do not lead to an answer. */
    record Broken<T>(String reason) implements Proven<T> {}
}
