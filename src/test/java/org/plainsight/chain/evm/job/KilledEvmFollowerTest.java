package org.plainsight.chain.evm.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plainsight.testing.KilledProcess;
import org.plainsight.testing.KilledProcess.Fault;
import org.plainsight.testing.PostgresResource.Database;
import org.plainsight.testing.Runs;

class KilledEvmFollowerTest {

    private static final List<String> TABLES = List.of("evm_block", "evm_balance", "evm_movement", "evm_pair");

    @Test
    void a_follower_killed_at_its_commits_ends_with_the_same_books_as_one_that_never_was() throws SQLException {
        Database undisturbed = KilledProcess.migrated();
        Database disturbed = KilledProcess.migrated();
        String last = Integer.toString(KilledEvmFollower.CHAPTERS - 1);
        assertThat(KilledProcess.run(KilledEvmFollower.class, undisturbed, new Fault(Integer.MAX_VALUE, false), last))
                .isFalse();
        int kills = 0;
        for (int chapter = 0; chapter < KilledEvmFollower.CHAPTERS; chapter++) {
            String word = Integer.toString(chapter);
            kills += KilledProcess.killUntilDone(KilledEvmFollower.class, disturbed, Runs.count(5, 0), word);
        }

        assertThat(kills).isGreaterThanOrEqualTo(Runs.count(3, 20));
        assertThat(KilledProcess.dump(disturbed, TABLES)).isEqualTo(KilledProcess.dump(undisturbed, TABLES));
    }
}
