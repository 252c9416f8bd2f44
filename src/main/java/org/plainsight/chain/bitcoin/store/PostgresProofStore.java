package org.plainsight.chain.bitcoin.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.plainsight.chain.bitcoin.ChainedHeader;
import org.plainsight.chain.bitcoin.Coin;
import org.plainsight.chain.bitcoin.follow.ProofStore;

/** Proofs beside the follower's other tables. */
public final class PostgresProofStore implements ProofStore {

    /** A snapshot is published within a week of its block. */
    private static final int RECENTLY = 1_000;

    private static final String NEEDED = "select c.created_height, array_agg(distinct c.txid) as txids"
            + " from bitcoin_follower f join bitcoin_coin c on c.created_height <= f.finalised_height"
            + " and (c.spent_height is null or c.spent_height > f.finalised_height - " + RECENTLY + ")"
            + " group by c.created_height";
    /** Of a block that was taken back nothing is left but what it was. */
    private static final String STANDING =
            "bitcoin_block_proof p join bitcoin_block pb on pb.height = p.height and pb.hash = p.hash";

    private final Sql sql;

    public PostgresProofStore(DataSource source) {
        this.sql = new Sql(source);
    }

    @Override
    public Map<ChainedHeader, Set<String>> lacking(int limit) {
        Map<ChainedHeader, Set<String>> lacking = new LinkedHashMap<>();
        sql.ask(connection -> Sql.list(
                connection,
                row -> lacking.put(BlockRows.block(row), txids(row)),
                "select " + BlockRows.BLOCK + ", n.txids from (" + NEEDED + ") n"
                        + " join bitcoin_block b on b.height = n.created_height"
                        + " where not exists (select 1 from " + STANDING
                        + " where p.height = n.created_height and n.txids <@ p.txids)"
                        + " order by n.created_height desc limit ?",
                limit));
        return lacking;
    }

    private static Set<String> txids(ResultSet row) throws SQLException {
        Array array = row.getArray("txids");
        return Set.of((String[]) array.getArray());
    }

    @Override
    public void keep(ChainedHeader block, Set<String> txids, byte[] proof) {
        sql.write(connection -> Sql.update(
                connection,
                "insert into bitcoin_block_proof (height, hash, revision, txids, proof) select ?, ?,"
                        + " (select coalesce(max(revision) + 1, 0) from bitcoin_block_proof where height = ?), ?, ?",
                block.height(),
                block.hash(),
                block.height(),
                PostgresCoinStore.texts(connection, txids),
                proof));
    }

    @Override
    public List<Kept> kept(Collection<Long> heights) {
        return sql.ask(connection -> Sql.list(
                connection,
                row -> new Kept(row.getLong("height"), row.getInt("revision"), txids(row)),
                "select distinct on (p.height) p.height, p.revision, p.txids from " + STANDING
                        + " where p.height = any (?) order by p.height, p.revision desc",
                heights(connection, heights)));
    }

    private static Array heights(Connection connection, Collection<Long> heights) throws SQLException {
        return connection.createArrayOf("bigint", heights.toArray());
    }

    @Override
    public byte[] proof(Kept kept) {
        return sql.ask(connection -> Sql.list(
                        connection,
                        row -> row.getBytes("proof"),
                        "select proof from bitcoin_block_proof where height = ? and revision = ?",
                        kept.height(),
                        kept.revision())
                .getFirst());
    }

    @Override
    public List<Coin> coinsAt(long height, Collection<String> scriptsHex) {
        return sql.ask(connection -> Sql.list(
                connection,
                BlockRows::coin,
                "select txid, vout, script, value_sat, created_height from bitcoin_coin where script = any (?)"
                        + " and created_height <= ? and (spent_height is null or spent_height > ?)",
                PostgresCoinStore.texts(connection, scriptsHex),
                height,
                height));
    }

    @Override
    public List<ChainedHeader> blocks(long fromHeight, long toHeight) {
        return sql.ask(connection -> BlockRows.between(connection, fromHeight, toHeight));
    }
}
