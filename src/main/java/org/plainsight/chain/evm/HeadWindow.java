package org.plainsight.chain.evm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The end of the chain as taken in: the finalised block and everything above it, by rising number, each the parent of
 * the next. Where another branch joins it is decided here, as a value.
 */
public record HeadWindow(List<EvmHeader> headers) {

    /** How a branch, followed down from its newest header, meets the window. */
    public sealed interface Fork {
        /** They share everything up to and with this height; what the window holds above it is to be taken back. */
        record Joins(long height) implements Fork {}

        /** Not yet decided: look at this block too. */
        record NeedsParent(String hash) implements Fork {}

        /** The branch has another block where the window is final. */
        record BelowFinality(long height, String hash) implements Fork {}
    }

    public HeadWindow {
        headers = List.copyOf(headers);
        if (headers.isEmpty()) {
            throw new IllegalArgumentException("a window holds at least the finalised block");
        }
        for (int i = 1; i < headers.size(); i++) {
            requireParent(headers.get(i - 1), headers.get(i));
        }
    }

    public EvmHeader tip() {
        return headers.getLast();
    }

    /** The lowest header: final, or the first ever taken in. */
    public EvmHeader base() {
        return headers.getFirst();
    }

    public Optional<EvmHeader> at(long height) {
        long index = height - base().number();
        return index < 0 || index >= headers.size() ? Optional.empty() : Optional.of(headers.get((int) index));
    }

    /** @param branch newest first, each the child of the next; its last at most one above the tip */
    public Fork meet(List<EvmHeader> branch) {
        EvmHeader oldest = branch.getLast();
        if (at(oldest.number())
                .filter(ours -> ours.hash().equals(oldest.hash()))
                .isPresent()) {
            return new Fork.Joins(oldest.number());
        }
        if (oldest.number() <= base().number()) {
            return new Fork.BelowFinality(oldest.number(), oldest.hash());
        }
        Optional<EvmHeader> below = at(oldest.number() - 1);
        if (below.filter(ours -> ours.hash().equals(oldest.parentHash())).isPresent()) {
            return new Fork.Joins(oldest.number() - 1);
        }
        return oldest.number() - 1 <= base().number()
                ? new Fork.BelowFinality(oldest.number() - 1, oldest.parentHash())
                : new Fork.NeedsParent(oldest.parentHash());
    }

    public HeadWindow append(EvmHeader next) {
        List<EvmHeader> longer = new ArrayList<>(headers);
        longer.add(next);
        return new HeadWindow(longer);
    }

    /** @param height within the window */
    public HeadWindow upTo(long height) {
        return new HeadWindow(headers.subList(0, (int) (height - base().number()) + 1));
    }

    /** @param height within the window */
    public HeadWindow from(long height) {
        return new HeadWindow(headers.subList((int) (height - base().number()), headers.size()));
    }

    private static void requireParent(EvmHeader parent, EvmHeader child) {
        if (child.number() != parent.number() + 1 || !child.parentHash().equals(parent.hash())) {
            throw new IllegalArgumentException(
                    "block " + child.number() + " is no child of block " + parent.number() + " " + parent.hash());
        }
    }
}
