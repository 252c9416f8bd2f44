package org.plainsight.chain.bitcoin.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plainsight.testing.KilledProcess;
import org.plainsight.testing.KilledProcess.Fault;
import org.plainsight.testing.PostgresResource.Database;
import org.plainsight.testing.Runs;

class KilledBitcoinFollowerTest {

    private static final List<String> TABLES =
            List.of("bitcoin_follower", "bitcoin_block", "bitcoin_script", "bitcoin_coin", "bitcoin_change");

    @Test
    void a_follower_killed_at_its_commits_ends_with_the_same_rows_as_one_that_never_was() throws SQLException {
        Database undisturbed = KilledProcess.migrated();
        Database disturbed = KilledProcess.migrated();
        int kills = 0;
        for (int chapter = 0; chapter < KilledBitcoinFollower.CHAPTERS; chapter++) {
            String word = Integer.toString(chapter);
            // settled chapter by chapter too: an address that joins late numbers its changes by itself
            assertThat(KilledProcess.run(
                            KilledBitcoinFollower.class, undisturbed, new Fault(Integer.MAX_VALUE, false), word))
                    .isFalse();
            kills += KilledProcess.killUntilDone(KilledBitcoinFollower.class, disturbed, Runs.count(4, 1), word);
        }

        assertThat(kills).isGreaterThanOrEqualTo(Runs.count(2, 20));
        assertThat(KilledProcess.dump(disturbed, TABLES)).isEqualTo(KilledProcess.dump(undisturbed, TABLES));
    }
}
