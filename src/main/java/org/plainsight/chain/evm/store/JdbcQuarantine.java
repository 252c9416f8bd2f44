package org.plainsight.chain.evm.store;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.evm.quorum.Contradiction;
import org.plainsight.chain.evm.quorum.Quarantine;
import org.plainsight.evidence.BlockRef;

/** In the table {@code evm_quarantine}, whose rows stay as they are. */
@Singleton
public class JdbcQuarantine implements Quarantine {

    private static final String CASES = "SELECT id, chain, provider, noticed_at, block_number, block_hash, block_time,"
            + " question, said, proven, answer, lifted_at FROM evm_quarantine ";

    private final Sql sql;

    public JdbcQuarantine(DataSource source) {
        this.sql = new Sql(source);
    }

    @Override
    public Set<String> standing(ChainId chain) {
        return Set.copyOf(sql.query(
                "read who is in quarantine on " + chain,
                "SELECT provider_id FROM evm_quarantine WHERE chain = ? AND lifted_at IS NULL",
                row -> row.getString(1),
                chain.toString()));
    }

    @Override
    public void keep(ChainId chain, Instant noticedAt, Contradiction found) {
        sql.inTransaction(
                "keep an answer of " + found.provider(),
                connection -> Sql.update(
                        connection,
                        "INSERT INTO evm_quarantine (chain, provider_id, provider, noticed_at, block_number, block_hash,"
                                + " parent_hash, block_time, question, said, proven, answer, proof)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        chain.toString(),
                        found.providerId(),
                        found.provider(),
                        noticedAt.atOffset(ZoneOffset.UTC),
                        found.block().number(),
                        found.block().hash(),
                        found.block().parentHash(),
                        found.block().time().atOffset(ZoneOffset.UTC),
                        found.question(),
                        found.said(),
                        found.proven(),
                        found.answer(),
                        found.proof().toBytes()));
    }

    @Override
    public void lift(ChainId chain, Instant at) {
        sql.inTransaction(
                "lift the quarantine on " + chain,
                connection -> Sql.update(
                        connection,
                        "UPDATE evm_quarantine SET lifted_at = ? WHERE chain = ? AND lifted_at IS NULL",
                        at.atOffset(ZoneOffset.UTC),
                        chain.toString()));
    }

    @Override
    public List<Case> cases() {
        return sql.query("read the quarantine", CASES + "ORDER BY id DESC", JdbcQuarantine::read);
    }

    @Override
    public Optional<byte[]> proof(long id) {
        return sql
                .query("read a proof", "SELECT proof FROM evm_quarantine WHERE id = ?", row -> row.getBytes(1), id)
                .stream()
                .findFirst();
    }

    @Override
    public List<Case> untold(ChainId chain) {
        return sql.query(
                "read what the log was not told of " + chain,
                CASES + "WHERE chain = ? AND NOT reported ORDER BY id",
                JdbcQuarantine::read,
                chain.toString());
    }

    @Override
    public void told(long id) {
        sql.inTransaction(
                "note that the log was told",
                connection -> Sql.update(connection, "UPDATE evm_quarantine SET reported = true WHERE id = ?", id));
    }

    private static Case read(ResultSet row) throws SQLException {
        return new Case(
                row.getLong("id"),
                row.getString("provider"),
                row.getObject("noticed_at", OffsetDateTime.class).toInstant(),
                new BlockRef(
                        ChainId.parse(row.getString("chain")),
                        row.getLong("block_number"),
                        row.getString("block_hash"),
                        row.getObject("block_time", OffsetDateTime.class).toInstant()),
                row.getString("question"),
                row.getString("said"),
                row.getString("proven"),
                row.getString("answer"),
                Optional.ofNullable(row.getObject("lifted_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }
}
