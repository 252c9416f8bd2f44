package org.plainsight.chain.bitcoin.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.plainsight.chain.bitcoin.BitcoinNetwork;
import org.plainsight.chain.bitcoin.ChainedHeader;
import org.plainsight.chain.bitcoin.follow.CoinQueries;
import org.plainsight.chain.bitcoin.follow.Gap;
import org.plainsight.chain.bitcoin.follow.Stop;

/**
 * Questions to the follower's tables. Each is one statement, so that its answer is of one moment in whatever transaction
 * it is asked.
 */
public final class PostgresCoinQueries implements CoinQueries {

    private static final String PROGRESS =
            "select " + BlockRows.BLOCK + ", f.*, b.height = f.finalised_height as is_final,"
                    + " b.height = tip.height as is_tip from bitcoin_follower f"
                    + " cross join (select max(height) as height from bitcoin_block) tip"
                    + " join bitcoin_block b on b.height in (tip.height, f.finalised_height)";
    private static final String BALANCES = "select " + BlockRows.BLOCK
            + ", s.script, s.searched_to, g.first_height, g.last_height, coalesce(sum(c.value_sat), 0) as satoshi"
            + " from bitcoin_block b left join bitcoin_script s on %s"
            + " left join bitcoin_gap g on g.script = s.script and g.first_height <= b.height"
            + " and g.last_height > b.height"
            + " left join bitcoin_coin c on c.script = s.script and c.created_height <= b.height"
            + " and (c.spent_height is null or c.spent_height > b.height)"
            + " where %s group by b.height, s.script, g.script, g.first_height";

    private final Sql sql;
    private final BitcoinNetwork network;

    public PostgresCoinQueries(DataSource source, BitcoinNetwork network) {
        this.sql = new Sql(source);
        this.network = network;
    }

    private record ProgressRow(ChainedHeader block, boolean isTip, boolean isFinal, Optional<Stop> stop) {}

    @Override
    public Progress progress() {
        List<ProgressRow> rows = sql.ask(connection -> Sql.list(
                connection,
                row -> new ProgressRow(
                        BlockRows.block(row),
                        row.getBoolean("is_tip"),
                        row.getBoolean("is_final"),
                        BlockRows.stop(row, network.chainId())),
                PROGRESS));
        return new Progress(
                rows.stream().filter(ProgressRow::isTip).map(ProgressRow::block).findFirst(),
                rows.stream()
                        .filter(ProgressRow::isFinal)
                        .map(ProgressRow::block)
                        .findFirst(),
                rows.stream().flatMap(row -> row.stop().stream()).findFirst());
    }

    @Override
    public Optional<ChainedHeader> blockAt(long height) {
        return sql.ask(connection -> BlockRows.at(connection, height));
    }

    @Override
    public Optional<ChainedHeader> block(String hash) {
        return sql.ask(connection -> Sql.list(
                        connection,
                        BlockRows::block,
                        "select " + BlockRows.BLOCK + " from bitcoin_block b where b.hash = ?",
                        hash)
                .stream()
                .findFirst());
    }

    @Override
    public Optional<ChainedHeader> lastBlockAtOrBefore(Instant time, long maxHeight) {
        return sql.ask(connection -> Sql.list(
                        connection,
                        BlockRows::block,
                        "select " + BlockRows.BLOCK + " from bitcoin_block b where b.median_time <= ?"
                                + " and b.height <= ? order by b.median_time desc, b.height desc limit 1",
                        time.atOffset(ZoneOffset.UTC),
                        maxHeight)
                .stream()
                .findFirst());
    }

    @Override
    public Optional<Balances> balancesAt(long height, String hash, Collection<String> scriptsHex) {
        return sql.ask(connection -> balances(
                connection,
                BALANCES.formatted("s.script = any (?)", "b.height = ? and b.hash = ?"),
                PostgresCoinStore.texts(connection, scriptsHex),
                height,
                hash));
    }

    @Override
    public Optional<Balances> balances() {
        return sql.ask(connection ->
                balances(connection, BALANCES.formatted("true", "b.height = (select max(height) from bitcoin_block)")));
    }

    /** At least one row, without a script, when the block is there. */
    private static Optional<Balances> balances(Connection connection, String query, Object... parameters)
            throws SQLException {
        Map<String, Long> satoshi = new HashMap<>();
        Map<String, Long> catchingUp = new HashMap<>();
        Map<String, Gap> gaps = new HashMap<>();
        List<ChainedHeader> blocks = Sql.list(
                connection,
                row -> {
                    String script = row.getString("script");
                    if (script != null) {
                        satoshi.put(script, row.getBigDecimal("satoshi").longValueExact());
                        Long searchedTo = row.getObject("searched_to", Long.class);
                        if (searchedTo != null) {
                            catchingUp.put(script, searchedTo);
                        }
                        gap(row).ifPresent(gap -> gaps.put(script, gap));
                    }
                    return BlockRows.block(row);
                },
                query,
                parameters);
        return blocks.stream().findFirst().map(block -> new Balances(block, satoshi, catchingUp, gaps));
    }

    @Override
    public List<Change> changes(String scriptHex, long upTo, int offset, int limit) {
        return sql.ask(connection -> Sql.list(
                connection,
                row -> new Change(
                        BlockRows.block(row), Optional.ofNullable(row.getString("txid")), row.getLong("delta_sat")),
                "select " + BlockRows.BLOCK + ", c.txid, c.delta_sat from bitcoin_change c"
                        + " join bitcoin_block b on b.height = c.height where c.script = ?"
                        + " and c.height <= ?"
                        + " order by c.height desc, c.sequence desc offset ? limit ?",
                scriptHex,
                upTo,
                offset,
                limit));
    }

    /** Empty where the outer join found none. */
    private static Optional<Gap> gap(ResultSet row) throws SQLException {
        Long first = row.getObject("first_height", Long.class);
        return first == null ? Optional.empty() : Optional.of(new Gap(first, row.getLong("last_height")));
    }

    private record SearchedRow(Optional<Long> upTo, Optional<Gap> gap) {}

    @Override
    public Optional<Searched> searched(String scriptHex) {
        List<SearchedRow> rows = sql.ask(connection -> Sql.list(
                connection,
                row -> new SearchedRow(Optional.ofNullable(row.getObject("searched_to", Long.class)), gap(row)),
                "select s.searched_to, g.first_height, g.last_height from bitcoin_script s"
                        + " left join bitcoin_gap g using (script) where s.script = ? order by g.first_height",
                scriptHex));
        return rows.stream()
                .findFirst()
                .map(first -> new Searched(
                        first.upTo(),
                        rows.stream().flatMap(row -> row.gap().stream()).toList()));
    }
}
