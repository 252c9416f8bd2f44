package org.plainsight.chain.bitcoin.follow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.plainsight.chain.bitcoin.BlockBuilder;
import org.plainsight.chain.bitcoin.BlockBuilder.Out;
import org.plainsight.chain.bitcoin.BlockBuilder.Tx;
import org.plainsight.chain.bitcoin.Outpoint;

/** One random thing after the other: blocks, forks up to finality, crashes, lost connections, new addresses. */
final class RandomLife {
    private final Followed followed;
    private final Random random;
    private final List<Tx> oldCoinbases = new ArrayList<>();
    private int watched;

    RandomLife(Followed followed, Random random) {
        this.followed = followed;
        this.random = random;
    }

    void step() {
        switch (random.nextInt(6)) {
            case 0 -> followed.watch(watched++);
            case 1 -> {
                int depth =
                        Math.toIntExact(Math.min(1 + random.nextInt(Followed.CONFIRMATIONS), followed.node.height()));
                followed.node.drop(depth);
                mine(depth + 1);
            }
            case 2 -> {
                followed.node.breakAfter(random.nextInt(6));
                mine(1 + random.nextInt(4));
            }
            case 3 -> followed.restart(Optional.empty());
            default -> mine(1 + random.nextInt(3));
        }
    }

    private void mine(int blocks) {
        for (int i = 0; i < blocks; i++) {
            followed.node.mine(transactions());
        }
    }

    private List<Tx> transactions() {
        List<Tx> txs = new ArrayList<>();
        boolean repeats = !oldCoinbases.isEmpty() && random.nextInt(8) == 0;
        Tx coinbase = repeats
                ? oldCoinbases.get(random.nextInt(oldCoinbases.size()))
                : BlockBuilder.coinbase(followed.node.nextTag(), out());
        oldCoinbases.add(coinbase);
        txs.add(coinbase);
        List<Outpoint> spendable = new ArrayList<>(
                followed.node.world(followed.node.height()).unspent().keySet());
        spendable.removeIf(o -> o.txid().equals(coinbase.txid()));
        for (int i = random.nextInt(4); i > 0 && !spendable.isEmpty(); i--) {
            Outpoint input = spendable.remove(random.nextInt(spendable.size()));
            Tx tx = BlockBuilder.pay(List.of(input), out(), out());
            txs.add(tx);
            // sometimes spent again inside the same block
            spendable.add(tx.outpoint(0));
            spendable.add(tx.outpoint(1));
        }
        return txs;
    }

    private Out out() {
        return new Out(Followed.script(random.nextInt(12)), 1 + random.nextInt(1_000));
    }
}
