package org.plainsight.chain.bitcoin.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.plainsight.asset.AccountId;
import org.plainsight.chain.WrongNetworkException;
import org.plainsight.chain.bitcoin.BitcoinNetwork;
import org.plainsight.chain.bitcoin.BlockEffects;
import org.plainsight.chain.bitcoin.ChainedHeader;
import org.plainsight.chain.bitcoin.Coin;
import org.plainsight.chain.bitcoin.follow.CoinStore;
import org.plainsight.chain.bitcoin.follow.SnapshotJump;
import org.plainsight.chain.bitcoin.follow.Stop;
import org.plainsight.chain.bitcoin.follow.WatchedScript;

/** The follower's store in PostgreSQL, which refuses by triggers to touch final rows. */
public final class PostgresCoinStore implements CoinStore {

    private final Sql sql;
    private final BitcoinNetwork network;

    public PostgresCoinStore(DataSource source, BitcoinNetwork network) {
        this.sql = new Sql(source);
        this.network = network;
    }

    @Override
    public void open(BitcoinNetwork expected) {
        sql.write(connection -> {
            Sql.update(
                    connection,
                    "insert into bitcoin_follower (finalised_height) values (0) on conflict (one) do nothing");
            Optional<ChainedHeader> first = BlockRows.at(connection, 0);
            if (first.isEmpty()) {
                BlockRows.insertBlocks(connection, List.of(ChainedHeader.genesis(expected)));
            } else if (!first.get().header().equals(expected.genesis())) {
                throw new WrongNetworkException("the database follows the Bitcoin chain that begins with block "
                        + first.get().hash() + ", not " + expected
                        + "; set plainsight.bitcoin.network to that chain, or use another database");
            }
            return true;
        });
    }

    @Override
    public ChainedHeader tip() {
        return sql.ask(connection -> BlockRows.tip(connection).orElseThrow());
    }

    @Override
    public long finalisedHeight() {
        return sql.ask(PostgresCoinStore::finalisedHeight);
    }

    private static long finalisedHeight(Connection connection) throws SQLException {
        return Sql.list(connection, row -> row.getLong(1), "select finalised_height from bitcoin_follower")
                .getFirst();
    }

    @Override
    public List<ChainedHeader> blocks(long fromHeight, long toHeight) {
        return sql.ask(connection -> BlockRows.between(connection, fromHeight, toHeight));
    }

    @Override
    public List<WatchedScript> scripts() {
        return sql.ask(connection -> Sql.list(
                connection,
                row -> new WatchedScript(
                        row.getString("script"),
                        AccountId.parse(row.getString("account")),
                        Optional.ofNullable(row.getObject("searched_to", Long.class))
                                .map(OptionalLong::of)
                                .orElseGet(OptionalLong::empty)),
                "select script, account, searched_to from bitcoin_script"));
    }

    @Override
    public void watch(Collection<WatchedScript> scripts) {
        sql.write(connection -> watch(connection, scripts));
    }

    private static int watch(Connection connection, Collection<WatchedScript> scripts) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into bitcoin_script"
                + " (script, account, searched_to) values (?, ?, ?) on conflict (script) do nothing")) {
            for (WatchedScript script : scripts) {
                insert.setString(1, script.scriptHex());
                insert.setString(2, script.account().toString());
                if (script.searchedTo().isPresent()) {
                    insert.setLong(3, script.searchedTo().getAsLong());
                } else {
                    insert.setNull(3, Types.BIGINT);
                }
                insert.addBatch();
            }
            return insert.executeBatch().length;
        }
    }

    @Override
    public List<Coin> unspent(Collection<String> scriptsHex) {
        return sql.ask(connection -> unspent(connection, scriptsHex));
    }

    private static List<Coin> unspent(Connection connection, Collection<String> scriptsHex) throws SQLException {
        return Sql.list(
                connection,
                BlockRows::coin,
                "select txid, vout, script, value_sat, created_height from bitcoin_coin"
                        + " where spent_height is null and script = any (?)",
                texts(connection, scriptsHex));
    }

    static java.sql.Array texts(Connection connection, Collection<String> values) throws SQLException {
        return connection.createArrayOf("text", values.toArray());
    }

    @Override
    public void connect(List<BlockEffects> blocks, long finalisedHeight) {
        sql.write(connection -> {
            ChainedHeader at = BlockRows.tip(connection).orElseThrow();
            for (BlockEffects effects : blocks) {
                ChainedHeader next = effects.block();
                if (next.height() != at.height() + 1
                        || !next.header().previous().equals(at.hash())) {
                    throw new IllegalStateException("block " + next.hash() + " is no child of the tip " + at.hash());
                }
                at = next;
            }
            BlockRows.insertBlocks(
                    connection, blocks.stream().map(BlockEffects::block).toList());
            BlockRows.insertEffects(connection, blocks);
            Sql.update(connection, "update bitcoin_follower set finalised_height = ?", finalisedHeight);
            return true;
        });
    }

    @Override
    public void disconnectAbove(long height) {
        sql.write(connection -> {
            if (height < finalisedHeight(connection)) {
                throw new IllegalStateException("blocks above height " + height + " are final");
            }
            takeBack(connection, height);
            return true;
        });
    }

    @Override
    public void acceptReorg(long height) {
        sql.write(connection -> {
            Sql.update(connection, "set local plainsight.accept_reorg = 'on'");
            takeBack(connection, height);
            Sql.update(
                    connection,
                    "update bitcoin_follower set finalised_height = least(finalised_height, ?), stopped_at = null,"
                            + " stop_reason = null, stop_height = null, stop_hash = null, stop_time = null,"
                            + " stop_other_tip = null, stop_reported = false",
                    height);
            return true;
        });
    }

    private static void takeBack(Connection connection, long height) throws SQLException {
        SnapshotRows.takeBack(connection, height);
        Sql.update(connection, "delete from bitcoin_change where height > ?", height);
        Sql.update(connection, "delete from bitcoin_coin where created_height > ?", height);
        Sql.update(
                connection,
                "update bitcoin_coin set spent_height = null, spent_txid = null where spent_height > ?",
                height);
        Sql.update(connection, "delete from bitcoin_block where height > ?", height);
        Sql.update(connection, "update bitcoin_script set searched_to = ? where searched_to > ?", height, height);
    }

    @Override
    public boolean backfill(
            List<BlockEffects> blocks, Collection<String> scriptsHex, long searchedFrom, long searchedTo) {
        return sql.write(connection -> {
            int moved = Sql.update(
                    connection,
                    "update bitcoin_script set searched_to = ? where script = any (?) and searched_to = ?",
                    searchedTo,
                    texts(connection, scriptsHex),
                    searchedFrom);
            if (moved != scriptsHex.size()) {
                connection.rollback();
                return false;
            }
            BlockRows.insertEffects(connection, blocks);
            return true;
        });
    }

    @Override
    public int bootstrap(ChainedHeader base, Collection<WatchedScript> scripts, List<Coin> unspent) {
        return sql.write(connection -> {
            if (base.height() > finalisedHeight(connection)
                    || !BlockRows.at(connection, base.height()).equals(Optional.of(base))) {
                throw new IllegalStateException("block " + base.hash() + " is not final here");
            }
            watch(connection, scripts);
            List<String> asked = scripts.stream().map(WatchedScript::scriptHex).toList();
            Map<String, Long> behind = SnapshotRows.lockBehind(connection, asked, base.height());
            BlockEffects jump = SnapshotJump.of(base, behind, unspent(connection, behind.keySet()), unspent);
            BlockRows.insertEffects(connection, List.of(jump));
            SnapshotRows.leaveGaps(connection, behind, base.height());
            return behind.size();
        });
    }

    @Override
    public void caughtUp(Collection<String> scriptsHex) {
        sql.write(connection -> {
            Sql.update(
                    connection,
                    "update bitcoin_script set searched_to = null where script = any (?)",
                    texts(connection, scriptsHex));
            return true;
        });
    }

    @Override
    public Optional<Stop> stop() {
        return sql
                .ask(connection -> Sql.list(
                        connection, row -> BlockRows.stop(row, network.chainId()), "select * from bitcoin_follower"))
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    @Override
    public void stop(Stop stop) {
        sql.write(connection -> Sql.update(
                connection,
                "update bitcoin_follower set stopped_at = ?, stop_reason = ?, stop_height = ?, stop_hash = ?,"
                        + " stop_time = ?, stop_other_tip = ?, stop_reported = ?",
                stop.at().atOffset(ZoneOffset.UTC),
                stop.reason(),
                stop.orphaned().height(),
                stop.orphaned().hash(),
                stop.orphaned().time().atOffset(ZoneOffset.UTC),
                stop.otherTip(),
                stop.reported()));
    }
}
