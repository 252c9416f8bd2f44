package org.plainsight.chain.evm.rpc;

/** How many questions go into one request: halves when that was too much, grows by a tenth when it went well. */
final class AdaptiveChunk {

    private final int max;
    private int size;

    AdaptiveChunk(int start, int max) {
        this.size = start;
        this.max = max;
    }

    int max() {
        return max;
    }

    synchronized int size() {
        return size;
    }

    synchronized void succeeded(int used) {
        if (used >= size) {
            size = Math.min(max, size + Math.max(1, size / 10));
        }
    }

    /** False when nothing smaller is left. */
    synchronized boolean failed(int used) {
        size = Math.max(1, Math.min(size, used / 2));
        return used > 1;
    }
}
