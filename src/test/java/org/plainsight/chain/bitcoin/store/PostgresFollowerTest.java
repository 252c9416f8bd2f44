package org.plainsight.chain.bitcoin.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plainsight.chain.Evidence;
import org.plainsight.chain.Holding;
import org.plainsight.chain.Reading;
import org.plainsight.chain.WrongNetworkException;
import org.plainsight.chain.bitcoin.BitcoinNetwork;
import org.plainsight.chain.bitcoin.BlockBuilder;
import org.plainsight.chain.bitcoin.BlockBuilder.Out;
import org.plainsight.chain.bitcoin.follow.Followed;
import org.plainsight.chain.bitcoin.follow.FollowerContract;
import org.plainsight.chain.bitcoin.follow.ProofGathering;
import org.plainsight.chain.bitcoin.follow.ProofStore;
import org.plainsight.chain.bitcoin.proof.CoinEvidence;
import org.plainsight.evidence.BlockRef;
import org.plainsight.testing.PostgresResource;
import org.plainsight.testing.Runs;

class PostgresFollowerTest extends FollowerContract {

    private final List<AgroalDataSource> opened = new ArrayList<>();
    private final AgroalDataSource source = database();
    private final Fresh fresh = fresh(source);

    @AfterEach
    void close() {
        opened.forEach(AgroalDataSource::close);
    }

    @Override
    public Fresh fresh() {
        return fresh(database());
    }

    @Override
    protected int simulatedSteps() {
        return 8;
    }

    @Override
    protected int simulatedSeeds() {
        return Runs.count(2, 50);
    }

    @Override
    public int depthStep() {
        return Runs.count(21, 3);
    }

    private static Fresh fresh(DataSource source) {
        return new Fresh(
                new PostgresCoinStore(source, BitcoinNetwork.REGTEST),
                new PostgresCoinQueries(source, BitcoinNetwork.REGTEST));
    }

    @Test
    void the_database_itself_refuses_to_touch_final_rows() throws SQLException {
        Followed followed = new Followed(fresh.store(), fresh.queries());
        followed.watch(1);
        followed.node.mineEmpty(20);
        followed.settle();

        assertThatThrownBy(() -> execute(source, "delete from bitcoin_block where height = 14"))
                .hasMessageContaining("is final");
        assertThatThrownBy(() -> execute(source, "update bitcoin_block set median_time = now() where height = 20"))
                .hasMessageContaining("is final");
        assertThatThrownBy(() -> execute(source, "update bitcoin_follower set finalised_height = 13"))
                .hasMessageContaining("never falls");
        execute(source, "delete from bitcoin_block where height = 20");
        assertThat(fresh.store().tip().height()).isEqualTo(19);
    }

    @Test
    void ten_thousand_scripts_and_many_coins_are_followed_without_quadratic_work() {
        Followed followed = new Followed(fresh.store(), fresh.queries());
        for (int i = 0; i < 10_000; i++) {
            followed.watch(i);
        }
        for (int block = 0; block < 20; block++) {
            Out[] outs = new Out[1_000];
            for (int i = 0; i < outs.length; i++) {
                outs[i] = new Out(Followed.script((block * 1_000 + i) % 10_000), 1 + i);
            }
            followed.node.mine(List.of(BlockBuilder.coinbase(block, outs)));
        }
        followed.settle();

        List<Holding> holdings = followed.reader().latestHoldings();
        assertThat(holdings).hasSize(10_000);
        assertThat(holdings.stream()
                        .mapToLong(h -> h.amount().units().longValueExact())
                        .sum())
                .isEqualTo(20 * 500_500L);
    }

    @Test
    void proofs_of_final_coins_are_gathered_and_a_published_reading_comes_with_a_sound_file() throws IOException {
        ProofStore proofs = new PostgresProofStore(source);
        Followed followed = new Followed(fresh.store(), fresh.queries(), Optional.of(proofs));
        followed.watch(1);
        followed.watch(2);
        for (int i = 0; i < 30; i++) {
            followed.node.mine(List.of(
                    BlockBuilder.coinbase(i, new Out(Followed.script(1 + i % 3), 10 + i), new Out("51", 1))));
        }
        followed.settle();
        ProofGathering gathering = new ProofGathering(proofs, Clock.systemUTC());
        while (gathering.step(followed.node)) {
            // until nothing lacks
        }

        BlockRef published = followed.reader().status().finalised().orElseThrow();
        Reading.Known reading = (Reading.Known) followed.reader()
                .holdingsAt(
                        published,
                        List.of(Followed.account(1), Followed.account(2)),
                        List.of(BitcoinNetwork.REGTEST.coin()));
        Evidence evidence = followed.reader().evidenceFor(reading).orElseThrow();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        evidence.writeTo(file);

        assertThat(evidence.contradiction()).isEmpty();
        assertThat(evidence.awaited()).isEmpty();
        assertThat(evidence.proven()).isEmpty();
        assertThat(evidence.unproven().get(BitcoinNetwork.REGTEST.coin())).startsWith("Tier 1 of 3. ");
        assertThat(CoinEvidence.check(file.toByteArray(), Instant.now(Clock.systemUTC())))
                .isInstanceOfSatisfying(CoinEvidence.Checked.Sound.class, sound -> {
                    assertThat(sound.evidence().block()).isEqualTo(published);
                    assertThat(sound.evidence().coins()).hasSize(16);
                    assertThat(sound.evidence().unproven()).isEmpty();
                });
        assertThatThrownBy(() -> execute(source, "update bitcoin_block_proof set proof = ''"))
                .hasMessageContaining("stays as it is");
    }

    @Test
    void a_coin_whose_block_no_node_has_is_counted_as_unproven() throws IOException {
        Followed followed = new Followed(fresh.store(), fresh.queries(), Optional.of(new PostgresProofStore(source)));
        followed.watch(1);
        followed.node.mine(List.of(BlockBuilder.coinbase(1, new Out(Followed.script(1), 10))));
        followed.node.mineEmpty(10);
        followed.settle();
        BlockRef published = followed.reader().status().finalised().orElseThrow();
        Evidence evidence = followed.reader()
                .evidenceFor((Reading.Known) followed.reader()
                        .holdingsAt(published, List.of(Followed.account(1)), List.of(BitcoinNetwork.REGTEST.coin())))
                .orElseThrow();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        evidence.writeTo(file);

        assertThat(evidence.unproven().get(BitcoinNetwork.REGTEST.coin())).contains("not so for 1 more");
        assertThat(evidence.awaited())
                .as("a new block, so its proof may still come")
                .isPresent();
        assertThat(CoinEvidence.check(file.toByteArray(), Instant.now(Clock.systemUTC())))
                .isInstanceOfSatisfying(
                        CoinEvidence.Checked.Sound.class,
                        sound -> assertThat(sound.evidence().unproven()).hasSize(1));
    }

    @Test
    void a_database_of_another_network_is_refused_with_the_remedy() {
        fresh.store().open(BitcoinNetwork.REGTEST);

        assertThatThrownBy(() -> new PostgresCoinStore(source, BitcoinNetwork.MAINNET).open(BitcoinNetwork.MAINNET))
                .isInstanceOf(WrongNetworkException.class)
                .hasMessageContaining("plainsight.bitcoin.network");
    }

    private static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private AgroalDataSource database() {
        PostgresResource.Database database = PostgresResource.freshDatabase();
        AgroalDataSourceConfigurationSupplier settings = new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(2)
                        .connectionFactoryConfiguration(connection -> connection
                                .jdbcUrl(database.jdbcUrl())
                                .principal(new NamePrincipal(database.user()))
                                .credential(new SimplePassword(database.password()))));
        try {
            AgroalDataSource pooled = AgroalDataSource.from(settings);
            opened.add(pooled);
            BitcoinTables.create(pooled);
            return pooled;
        } catch (SQLException e) {
            throw new AssertionError("no connection to the test database", e);
        }
    }
}
