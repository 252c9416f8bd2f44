package org.plainsight.chain.bitcoin.proof;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.plainsight.chain.bitcoin.BitcoinNetwork;
import org.plainsight.chain.bitcoin.BlockBuilder;
import org.plainsight.chain.bitcoin.BlockBuilder.Out;
import org.plainsight.chain.bitcoin.BlockHeader;
import org.plainsight.chain.bitcoin.Coin;
import org.plainsight.chain.bitcoin.Outpoint;
import org.plainsight.chain.bitcoin.follow.Followed;
import org.plainsight.chain.bitcoin.follow.SimulatedNode;
import org.plainsight.chain.bitcoin.scan.RawBlock;
import org.plainsight.evidence.BlockRef;

/** A small chain and its evidence file, every part of which a test may forge before it is written. */
public final class ProvenChain {

    public final SimulatedNode node = new SimulatedNode();
    public final List<BlockHeader> headers;
    public final List<Coin> coins;
    public final TreeMap<Long, byte[]> proofs = new TreeMap<>();
    public BlockRef block;
    public int unproven;

    /** Accounts 1 and 2 hold coins of some of 30 blocks; one of account 1 is spent in block 25. */
    public ProvenChain() {
        for (int i = 1; i <= 30; i++) {
            List<BlockBuilder.Tx> transactions = new ArrayList<>();
            transactions.add(BlockBuilder.coinbase(node.nextTag(), out(i % 4 == 0 ? 1 : 9, 100 + i)));
            if (i == 25) {
                transactions.add(BlockBuilder.pay(List.of(spent().outpoint()), out(2, 50), out(1, 54)));
            }
            for (int other = 0; other < i % 3; other++) {
                transactions.add(
                        new BlockBuilder.Tx(List.of(new Outpoint("ab".repeat(32), other)), List.of(out(9, 1)), i));
            }
            node.mine(transactions);
        }
        headers = new ArrayList<>(
                LongStream.rangeClosed(1, 30).mapToObj(node::header).toList());
        coins = new ArrayList<>(node.coins(30).stream()
                .filter(coin -> ours().contains(coin.scriptHex()))
                .sorted(Comparator.comparing(Coin::outpoint))
                .toList());
        coins.stream().map(Coin::createdHeight).distinct().forEach(this::prove);
        block = new BlockRef(
                BitcoinNetwork.REGTEST.chainId(),
                30,
                node.header(30).hash(),
                Instant.ofEpochSecond(node.header(25).timeSeconds()));
    }

    public static Set<String> ours() {
        return Set.of(Followed.script(1), Followed.script(2));
    }

    private static Out out(int account, long valueSat) {
        return new Out(Followed.script(account), valueSat);
    }

    /** The coin of account 1 that block 25 spends. */
    Coin spent() {
        return node.coins(24).stream()
                .filter(coin -> coin.createdHeight() == 4 && ours().contains(coin.scriptHex()))
                .findFirst()
                .orElseThrow();
    }

    void prove(long height) {
        Set<String> txids = node.coins(height).stream()
                .filter(coin -> ours().contains(coin.scriptHex()))
                .map(coin -> coin.outpoint().txid())
                .collect(Collectors.toSet());
        proofs.put(height, BlockProof.of(body(height), txids));
    }

    RawBlock body(long height) {
        return RawBlock.parse(node.blocks(List.of(node.header(height).hash())).getFirst());
    }

    public byte[] file() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CoinEvidenceWriter writer = new CoinEvidenceWriter(out);
        try {
            writer.head(block, coins.size(), proofs.size(), unproven);
            writer.headers(headers);
            writer.coins(coins);
            for (var proof : proofs.entrySet()) {
                writer.proof(proof.getKey(), proof.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
