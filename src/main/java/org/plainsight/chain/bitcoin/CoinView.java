package org.plainsight.chain.bitcoin;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Watched scripts and their unspent coins as of one block: what the next block is searched for. Not thread-safe. */
public final class CoinView {

    private final Map<ByteBuffer, String> scripts = new HashMap<>();
    private final Map<ByteBuffer, Coin> unspent = new HashMap<>();

    public CoinView(Collection<String> scriptsHex, Collection<Coin> unspentCoins) {
        for (String script : scriptsHex) {
            scripts.put(ByteBuffer.wrap(HexFormat.of().parseHex(script)), script);
        }
        for (Coin coin : unspentCoins) {
            unspent.put(coin.outpoint().serialize(), coin);
        }
    }

    public boolean isEmpty() {
        return scripts.isEmpty();
    }

    public Collection<String> scripts() {
        return scripts.values();
    }

    public Collection<Coin> unspent() {
        return unspent.values();
    }

    @Nullable
    String script(ByteBuffer script) {
        return scripts.get(script);
    }

    @Nullable
    Coin coin(ByteBuffer outpoint) {
        return unspent.get(outpoint);
    }

    /** Moves on to the block whose effects these are. */
    public void apply(BlockEffects effects) {
        for (BlockEffects.Spend spend : effects.spent()) {
            unspent.remove(spend.coin().outpoint().serialize());
        }
        for (Coin coin : effects.created()) {
            unspent.put(coin.outpoint().serialize(), coin);
        }
        for (BlockEffects.Spend spend : effects.spent()) {
            if (spend.coin().createdHeight() == effects.block().height()) {
                unspent.remove(spend.coin().outpoint().serialize());
            }
        }
    }

    /** Takes over the scripts and coins of another view of the same block. */
    public void join(CoinView other) {
        scripts.putAll(other.scripts);
        unspent.putAll(other.unspent);
    }
}
