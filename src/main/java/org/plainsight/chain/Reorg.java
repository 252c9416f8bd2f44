package org.plainsight.chain;

import java.util.List;

/**
 * The way from one tip of a chain to another, as a value: a longer chain is a reorg that takes nothing back.
 *
 * @param disconnected blocks to take back, newest first
 * @param connected blocks to take in, oldest first
 */
public record Reorg<B>(List<B> disconnected, List<B> connected) {

    public Reorg {
        disconnected = List.copyOf(disconnected);
        connected = List.copyOf(connected);
    }

    public static <B> Reorg<B> none() {
        return new Reorg<>(List.of(), List.of());
    }

    public boolean isEmpty() {
        return disconnected.isEmpty() && connected.isEmpty();
    }
}
