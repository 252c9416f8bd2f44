package org.plainsight.chain.bitcoin.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plainsight.chain.bitcoin.BlockEffects;
import org.plainsight.chain.bitcoin.Coin;
import org.plainsight.chain.bitcoin.Outpoint;

/**
 * Watched scripts and their unspent coins as of one block: what the next block is searched for. Holds about 70 bytes per
 * script and per coin. Not thread-safe.
 */
public final class CoinView {

    private final ScriptTable scripts = new ScriptTable();
    private final OutpointTable unspent = new OutpointTable();
    /** By the numbers of {@link #unspent}. */
    private int[] scriptOf = new int[16];

    private long[] valueSat = new long[16];
    private int[] createdHeight = new int[16];

    public CoinView(Collection<String> scriptsHex, Collection<Coin> unspentCoins) {
        scriptsHex.forEach(script -> scripts.add(HexFormat.of().parseHex(script)));
        unspentCoins.forEach(this::put);
    }

    public boolean isEmpty() {
        return scripts.size() == 0;
    }

    public List<String> scripts() {
        List<String> all = new ArrayList<>(scripts.size());
        for (int i = 0; i < scripts.size(); i++) {
            all.add(scriptHex(i));
        }
        return all;
    }

    public List<Coin> unspent() {
        List<Coin> all = new ArrayList<>(unspent.size());
        unspent.forEach(number -> all.add(coin(number)));
        return all;
    }

    /** A watched script's number; -1 when these bytes are not one. */
    int script(byte[] bytes, int at, int length) {
        return scripts.find(bytes, at, length);
    }

    String scriptHex(int number) {
        return HexFormat.of().formatHex(scripts.script(number));
    }

    /** The coin that an outpoint of 36 bytes names. */
    @Nullable
    Coin coin(byte[] bytes, int at) {
        int number = unspent.find(bytes, at);
        return number < 0 ? null : coin(number);
    }

    private Coin coin(int number) {
        return new Coin(
                Outpoint.parse(unspent.outpoint(number), 0),
                scriptHex(scriptOf[number]),
                valueSat[number],
                createdHeight[number]);
    }

    /** Moves on to the block whose effects these are. */
    public void apply(BlockEffects effects) {
        effects.spent().forEach(spend -> remove(spend.coin()));
        effects.created().forEach(this::put);
        for (BlockEffects.Spend spend : effects.spent()) {
            if (spend.coin().createdHeight() == effects.block().height()) {
                remove(spend.coin());
            }
        }
    }

    private void put(Coin coin) {
        int number = unspent.add(coin.outpoint().toBytes(), 0);
        if (number >= scriptOf.length) {
            int length = scriptOf.length * 2;
            scriptOf = Arrays.copyOf(scriptOf, length);
            valueSat = Arrays.copyOf(valueSat, length);
            createdHeight = Arrays.copyOf(createdHeight, length);
        }
        scriptOf[number] = scripts.add(HexFormat.of().parseHex(coin.scriptHex()));
        valueSat[number] = coin.valueSat();
        createdHeight[number] = Math.toIntExact(coin.createdHeight());
    }

    private void remove(Coin coin) {
        unspent.remove(coin.outpoint().toBytes(), 0);
    }

    /** Takes over the scripts and coins of another view of the same block. */
    public void join(CoinView other) {
        other.scripts().forEach(script -> scripts.add(HexFormat.of().parseHex(script)));
        other.unspent().forEach(this::put);
    }
}
