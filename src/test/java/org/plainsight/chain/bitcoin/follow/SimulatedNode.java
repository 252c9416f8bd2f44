package org.plainsight.chain.bitcoin.follow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.plainsight.chain.bitcoin.BitcoinNetwork;
import org.plainsight.chain.bitcoin.BlockBuilder;
import org.plainsight.chain.bitcoin.BlockBuilder.Out;
import org.plainsight.chain.bitcoin.BlockBuilder.Tx;
import org.plainsight.chain.bitcoin.BlockHeader;
import org.plainsight.chain.bitcoin.Coin;
import org.plainsight.chain.bitcoin.Outpoint;

/** A regtest node that mines what it is told, forks, lies and breaks off, and knows every balance by naive replay. */
public final class SimulatedNode implements BlockSource {

    private static final int PAGE = 2_000;

    private final Map<String, byte[]> bodies = new HashMap<>();
    private final Map<String, List<Named>> transactions = new HashMap<>();
    private final List<BlockHeader> active = new ArrayList<>(List.of(BitcoinNetwork.REGTEST.genesis()));
    private final Set<String> asked = new HashSet<>();
    private int tag;
    private int answersUntilBreak = Integer.MAX_VALUE;
    private boolean lyingBodies;

    private record Named(String txid, Tx tx) {}

    /** What everybody holds, by the plainest means: every transaction in order, every output a map entry. */
    public record World(Map<Outpoint, Out> unspent) {
        public long balance(String scriptHex) {
            return unspent.values().stream()
                    .filter(o -> o.scriptHex().equals(scriptHex))
                    .mapToLong(Out::valueSat)
                    .sum();
        }
    }

    public long height() {
        return active.size() - 1L;
    }

    public BlockHeader header(long height) {
        return active.get((int) height);
    }

    public int nextTag() {
        return ++tag;
    }

    /** Mines one block on the tip. */
    public void mine(List<Tx> txs) {
        BlockHeader parent = active.getLast();
        byte[] block = BlockBuilder.mine(parent.hash(), parent.timeSeconds() + 60, txs, height() % 2 == 0);
        BlockHeader header = BlockHeader.parse(block, 0);
        bodies.put(header.hash(), block);
        transactions.put(
                header.hash(), txs.stream().map(tx -> new Named(tx.txid(), tx)).toList());
        active.add(header);
    }

    /** Mines blocks that pay nobody in particular. */
    public void mineEmpty(int count) {
        for (int i = 0; i < count; i++) {
            mine(List.of(BlockBuilder.coinbase(nextTag(), new Out("51", 50))));
        }
    }

    /** Leaves the newest blocks, as {@code invalidateblock} does. */
    public void drop(int depth) {
        active.subList(active.size() - depth, active.size()).clear();
    }

    public World world(long height) {
        Map<Outpoint, Out> unspent = new TreeMap<>();
        for (BlockHeader header : active.subList(1, (int) height + 1)) {
            for (Named named : transactions.get(header.hash())) {
                named.tx().inputs().forEach(unspent::remove);
                List<Out> outputs = named.tx().outputs();
                for (int i = 0; i < outputs.size(); i++) {
                    unspent.put(new Outpoint(named.txid(), i), outputs.get(i));
                }
            }
        }
        return new World(unspent);
    }

    /** Everything unspent at a height, as a snapshot would have it. */
    public List<Coin> coins(long height) {
        Map<Outpoint, Coin> unspent = new TreeMap<>();
        for (int at = 1; at <= height; at++) {
            for (Named named : transactions.get(active.get(at).hash())) {
                named.tx().inputs().forEach(unspent::remove);
                List<Out> outputs = named.tx().outputs();
                for (int i = 0; i < outputs.size(); i++) {
                    Outpoint name = new Outpoint(named.txid(), i);
                    unspent.put(
                            name,
                            new Coin(
                                    name,
                                    outputs.get(i).scriptHex(),
                                    outputs.get(i).valueSat(),
                                    at));
                }
            }
        }
        return List.copyOf(unspent.values());
    }

    /** Whether the body at a height was ever asked for. */
    public boolean wasAskedFor(long height) {
        return asked.contains(header(height).hash());
    }

    /** After so many answers the connection breaks, once. */
    public void breakAfter(int answers) {
        answersUntilBreak = answers;
    }

    /** Bodies come with the transactions of another block. */
    public void lieAboutBodies(boolean lying) {
        lyingBodies = lying;
    }

    @Override
    public List<BlockHeader> headersAfter(List<String> locator) {
        answer();
        for (String hash : locator) {
            for (int i = 0; i < active.size(); i++) {
                if (active.get(i).hash().equals(hash)) {
                    return List.copyOf(active.subList(i + 1, Math.min(active.size(), i + 1 + PAGE)));
                }
            }
        }
        return List.copyOf(active.subList(1, Math.min(active.size(), PAGE + 1)));
    }

    @Override
    public List<byte[]> blocks(List<String> hashes) {
        return hashes.stream().map(this::block).toList();
    }

    private byte[] block(String hash) {
        answer();
        asked.add(hash);
        byte[] body = bodies.get(hash);
        if (body == null) {
            throw new NodeUnavailableException("no block " + hash);
        }
        if (lyingBodies) {
            byte[] forged =
                    BlockBuilder.mine("0".repeat(64), 1, List.of(BlockBuilder.coinbase(1, new Out("51", 1))), false);
            System.arraycopy(body, 0, forged, 0, BlockHeader.LENGTH);
            return forged;
        }
        return body;
    }

    private void answer() {
        if (--answersUntilBreak < 0) {
            answersUntilBreak = Integer.MAX_VALUE;
            throw new NodeUnavailableException("the connection broke");
        }
    }

    @Override
    public void awaitNews(Duration atMost) {
        // news is always there
    }

    @Override
    public void close() {
        // nothing is open
    }
}
