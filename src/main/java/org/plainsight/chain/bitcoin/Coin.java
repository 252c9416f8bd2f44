package org.plainsight.chain.bitcoin;

/**
 * An output that pays a watched script.
 *
 * @param scriptHex the scriptPubKey
 * @param createdHeight the block's; before BIP 30 the same outpoint could be created twice
 */
public record Coin(Outpoint outpoint, String scriptHex, long valueSat, long createdHeight) {

    /** No amount is above it. */
    public static final long MAX_MONEY_SAT = 2_100_000_000_000_000L;

    public Coin {
        if (valueSat < 0 || valueSat > MAX_MONEY_SAT) {
            throw new IllegalArgumentException("a coin of " + valueSat + " satoshi");
        }
    }
}
