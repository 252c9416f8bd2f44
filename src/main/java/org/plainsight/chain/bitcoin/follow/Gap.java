package org.plainsight.chain.bitcoin.follow;

/**
 * Blocks, both ends included, that an import of a snapshot left unsearched for a script. Its balance is known at the end
 * of the last one, from the snapshot, and not at the end of the others.
 */
public record Gap(long first, long last) {

    public boolean hides(long height) {
        return first <= height && height < last;
    }
}
