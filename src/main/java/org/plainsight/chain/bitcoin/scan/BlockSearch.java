package org.plainsight.chain.bitcoin.scan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plainsight.chain.bitcoin.BlockEffects;
import org.plainsight.chain.bitcoin.BlockEffects.Change;
import org.plainsight.chain.bitcoin.BlockEffects.Spend;
import org.plainsight.chain.bitcoin.ChainedHeader;
import org.plainsight.chain.bitcoin.Coin;
import org.plainsight.chain.bitcoin.MalformedBlockException;
import org.plainsight.chain.bitcoin.Outpoint;

/** Searches one block for watched scripts and coins. Objects are made for what is found only. */
public final class BlockSearch implements RawBlock.Visitor {

    private final ChainedHeader block;
    private final RawBlock body;
    private final CoinView before;
    private final List<Coin> created = new ArrayList<>();
    /** Numbers are places in {@link #created}. */
    private final OutpointTable createdHere = new OutpointTable();

    private final Map<Outpoint, Spend> spent = new LinkedHashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final Map<String, Long> deltas = new HashMap<>();
    private int transaction = -1;

    private BlockSearch(ChainedHeader block, RawBlock body, CoinView before) {
        this.block = block;
        this.body = body;
        this.before = before;
    }

    /**
     * What a block does to the watched scripts. The genesis block's outputs were never spendable, so it has no effects.
     *
     * @param before the state as of the parent; unchanged
     * @throws MalformedBlockException when one transaction id comes twice
     */
    public static BlockEffects effects(ChainedHeader block, RawBlock body, CoinView before) {
        if (!body.header().hash().equals(block.hash())) {
            throw new MalformedBlockException(
                    "asked for block " + block.hash() + ", got " + body.header().hash());
        }
        if (block.height() == 0 || before.isEmpty()) {
            return BlockEffects.none(block);
        }
        BlockSearch search = new BlockSearch(block, body, before);
        body.visit(search);
        search.flush();
        return new BlockEffects(block, search.created, List.copyOf(search.spent.values()), search.changes);
    }

    @Override
    public void input(int index, byte[] bytes, int outpointAt) {
        int here = created.isEmpty() ? -1 : createdHere.find(bytes, outpointAt);
        @Nullable Coin coin = here >= 0 ? created.get(here) : before.coin(bytes, outpointAt);
        if (coin == null || spent.containsKey(coin.outpoint())) {
            return;
        }
        begin(index);
        spent.put(coin.outpoint(), new Spend(coin, Optional.of(body.txid(index))));
        deltas.merge(coin.scriptHex(), -coin.valueSat(), Math::addExact);
    }

    @Override
    public void output(int index, int output, long valueSat, byte[] bytes, int scriptAt, int scriptLength) {
        int script = before.script(bytes, scriptAt, scriptLength);
        if (script < 0) {
            return;
        }
        begin(index);
        Outpoint name = new Outpoint(body.txid(index), output);
        byte[] outpoint = name.toBytes();
        destroyDuplicate(name, outpoint);
        if (createdHere.find(outpoint, 0) >= 0) {
            throw new MalformedBlockException("transaction " + name.txid() + " is twice in one block");
        }
        Coin coin = new Coin(name, before.scriptHex(script), valueSat, block.height());
        createdHere.add(outpoint, 0);
        created.add(coin);
        deltas.merge(coin.scriptHex(), valueSat, Math::addExact);
    }

    /** Before BIP 30 a coinbase could repeat an earlier one's id; the earlier coin can then never be spent. */
    private void destroyDuplicate(Outpoint name, byte[] outpoint) {
        Coin lost = before.coin(outpoint, 0);
        if (lost != null && !spent.containsKey(name)) {
            spent.put(name, new Spend(lost, Optional.empty()));
            changes.add(new Change(changes.size(), lost.scriptHex(), Optional.empty(), -lost.valueSat()));
        }
    }

    private void begin(int index) {
        if (index != transaction) {
            flush();
            transaction = index;
        }
    }

    /** Ends a transaction: what it moved, script by script. */
    private void flush() {
        if (deltas.isEmpty()) {
            return;
        }
        String txid = body.txid(transaction);
        deltas.entrySet().stream()
                .filter(e -> e.getValue() != 0)
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> changes.add(new Change(changes.size(), e.getKey(), Optional.of(txid), e.getValue())));
        deltas.clear();
    }
}
