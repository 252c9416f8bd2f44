package org.plainsight.chain.evm.job;

import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.plainsight.chain.evm.job.SimulatedLife.Books;
import org.plainsight.chain.evm.store.JdbcBlockStore;
import org.plainsight.chain.evm.store.JdbcMovementHistory;
import org.plainsight.chain.evm.store.JdbcRecordedState;
import org.plainsight.testing.KilledProcess;

/** Follows one chapter of a simulated chain's life in a process of its own. */
final class KilledEvmFollower {

    static final int CHAPTERS = 3;
    private static final int ROUNDS_PER_CHAPTER = 5;

    private KilledEvmFollower() {}

    /** @param args the database's words, then the chapter to settle, counted from 0 */
    public static void main(String[] args) {
        DataSource source = KilledProcess.database(args);
        Books books = new Books(
                new JdbcBlockStore(source), new JdbcRecordedState(source), new JdbcMovementHistory(source), List::of);
        Random random = new Random(99);
        FakeEvmChain chain = new FakeEvmChain(SimulatedLife.COIN, SimulatedLife.genesis());
        int rounds = ROUNDS_PER_CHAPTER * (Integer.parseInt(KilledProcess.word(args, 0)) + 1);
        for (int round = 0; round < rounds; round++) {
            SimulatedLife.live(chain, random, 4);
        }
        SimulatedLife.settle(SimulatedLife.follower(chain, books.blocks(), books, SimulatedLife.WATCHED));
        // the client of the database leaves a thread behind
        System.exit(0);
    }
}
