package org.plainsight.chain.bitcoin;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one block does to the watched scripts. */
public record BlockEffects(ChainedHeader block, List<Coin> created, List<Spend> spent, List<Change> changes) {

    public BlockEffects {
        created = List.copyOf(created);
        spent = List.copyOf(spent);
        changes = List.copyOf(changes);
    }

    /** @param txid of the spending transaction; empty when a duplicate coinbase destroyed the coin */
    public record Spend(Coin coin, Optional<String> txid) {}

    /**
     * How much one transaction added to or took from one script.
     *
     * @param sequence place inside the block
     * @param txid empty when no transaction explains it: a duplicate coinbase destroyed a coin
     */
    public record Change(int sequence, String scriptHex, Optional<String> txid, long deltaSat) {}

    /** Of a block that nobody watched anything in, or whose body was not searched. */
    public static BlockEffects none(ChainedHeader block) {
        return new BlockEffects(block, List.of(), List.of(), List.of());
    }

    /**
     * Searches a block. The genesis block's outputs were never spendable, so it has no effects.
     *
     * @param before the state as of the parent; unchanged
     * @throws MalformedBlockException when one transaction id comes twice
     */
    public static BlockEffects of(ChainedHeader block, RawBlock body, CoinView before) {
        if (!body.header().hash().equals(block.hash())) {
            throw new MalformedBlockException(
                    "asked for block " + block.hash() + ", got " + body.header().hash());
        }
        if (block.height() == 0 || before.isEmpty()) {
            return none(block);
        }
        Search search = new Search(block, body, before);
        body.visit(search);
        return search.effects();
    }

    private static final class Search implements RawBlock.Visitor {
        private final ChainedHeader block;
        private final RawBlock body;
        private final CoinView before;
        private final Map<ByteBuffer, Coin> created = new LinkedHashMap<>();
        private final Map<ByteBuffer, Spend> spent = new LinkedHashMap<>();
        private final List<Change> changes = new ArrayList<>();
        private final Map<String, Long> deltas = new HashMap<>();
        private int transaction = -1;

        Search(ChainedHeader block, RawBlock body, CoinView before) {
            this.block = block;
            this.body = body;
            this.before = before;
        }

        @Override
        public void input(int index, ByteBuffer outpoint) {
            begin(index);
            if (spent.containsKey(outpoint)) {
                return;
            }
            Coin inBlock = created.get(outpoint);
            @Nullable Coin coin = inBlock != null ? inBlock : before.coin(outpoint);
            if (coin != null) {
                spent.put(coin.outpoint().serialize(), new Spend(coin, Optional.of(body.txid(index))));
                deltas.merge(coin.scriptHex(), -coin.valueSat(), Math::addExact);
            }
        }

        @Override
        public void output(int index, int output, long valueSat, ByteBuffer script) {
            begin(index);
            String scriptHex = before.script(script);
            if (scriptHex == null) {
                return;
            }
            ByteBuffer outpoint = body.outpoint(index, output);
            destroyDuplicate(outpoint);
            Outpoint name = new Outpoint(body.txid(index), output);
            if (created.put(outpoint, new Coin(name, scriptHex, valueSat, block.height())) != null) {
                throw new MalformedBlockException("transaction " + name.txid() + " is twice in one block");
            }
            deltas.merge(scriptHex, valueSat, Math::addExact);
        }

        /** Before BIP 30 a coinbase could repeat an earlier one's id; the earlier coin can then never be spent. */
        private void destroyDuplicate(ByteBuffer outpoint) {
            Coin lost = before.coin(outpoint);
            if (lost != null && !spent.containsKey(outpoint)) {
                spent.put(outpoint, new Spend(lost, Optional.empty()));
                changes.add(new Change(changes.size(), lost.scriptHex(), Optional.empty(), -lost.valueSat()));
            }
        }

        private void begin(int index) {
            if (index != transaction) {
                flush();
                transaction = index;
            }
        }

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

        BlockEffects effects() {
            flush();
            return new BlockEffects(block, List.copyOf(created.values()), List.copyOf(spent.values()), changes);
        }
    }
}
