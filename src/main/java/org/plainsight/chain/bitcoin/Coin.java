package org.plainsight.chain.bitcoin;

/**
 * An output that pays a watched script.
 *
 * @param scriptHex the scriptPubKey
 * @param createdHeight the block's; before BIP 30 the same outpoint could be created twice
 */
public record Coin(Outpoint outpoint, String scriptHex, long valueSat, long createdHeight) {

    public Coin {
        if (valueSat < 0 || valueSat > RawBlock.MAX_MONEY_SAT) {
            throw new IllegalArgumentException("a coin of " + valueSat + " satoshi");
        }
    }
}
