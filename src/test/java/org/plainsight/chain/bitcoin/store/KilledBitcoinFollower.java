package org.plainsight.chain.bitcoin.store;

import java.util.List;
import javax.sql.DataSource;
import org.plainsight.chain.bitcoin.BitcoinNetwork;
import org.plainsight.chain.bitcoin.BlockBuilder;
import org.plainsight.chain.bitcoin.BlockBuilder.Out;
import org.plainsight.chain.bitcoin.BlockBuilder.Tx;
import org.plainsight.chain.bitcoin.follow.Followed;
import org.plainsight.testing.KilledProcess;

/** Follows one chapter of a simulated chain's life in a process of its own. */
final class KilledBitcoinFollower {

    static final int CHAPTERS = 3;

    private KilledBitcoinFollower() {}

    /** @param args the database's words, then the chapter to settle, counted from 0 */
    public static void main(String[] args) {
        DataSource source = KilledProcess.database(args);
        Followed followed = new Followed(
                new PostgresCoinStore(source, BitcoinNetwork.REGTEST),
                new PostgresCoinQueries(source, BitcoinNetwork.REGTEST));
        for (int chapter = 0; chapter <= Integer.parseInt(KilledProcess.word(args, 0)); chapter++) {
            live(followed, chapter);
        }
        followed.settle();
        followed.checkEverything();
        // the client of the database leaves a thread behind
        System.exit(0);
    }

    /** Payments and a spending; an address that joins late; a fork with a coinbase that repeats another. */
    private static void live(Followed followed, int chapter) {
        Tx first = BlockBuilder.coinbase(7_000, new Out(Followed.script(1), 50));
        switch (chapter) {
            case 0 -> {
                followed.watch(1);
                followed.node.mineEmpty(8);
                followed.node.mine(List.of(first));
                followed.node.mine(List.of(
                        BlockBuilder.coinbase(7_001, new Out(Followed.script(2), 900)),
                        BlockBuilder.pay(
                                List.of(first.outpoint(0)), new Out(Followed.script(2), 20), new Out("51", 30))));
                followed.node.mineEmpty(3);
            }
            case 1 -> followed.watch(2);
            default -> {
                Tx twice = BlockBuilder.coinbase(7_002, new Out(Followed.script(1), 60));
                followed.node.drop(3);
                followed.node.mineEmpty(2);
                followed.node.mine(List.of(twice));
                followed.node.mine(List.of(twice));
            }
        }
    }
}
