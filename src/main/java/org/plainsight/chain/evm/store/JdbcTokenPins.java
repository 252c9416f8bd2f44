package org.plainsight.chain.evm.store;

import jakarta.inject.Singleton;
import javax.sql.DataSource;
import org.plainsight.asset.AssetId;
import org.plainsight.chain.evm.ledger.TokenPins;

/** In the table {@code evm_token}. */
@Singleton
public class JdbcTokenPins implements TokenPins {

    private final Sql sql;

    public JdbcTokenPins(DataSource source) {
        this.sql = new Sql(source);
    }

    @Override
    public String firstCode(AssetId token, String code) {
        sql.inTransaction(
                "keep the code of " + token,
                connection -> Sql.update(
                        connection,
                        "INSERT INTO evm_token (chain, asset, code) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                        token.chain().toString(),
                        Columns.asset(token),
                        code));
        return sql.query(
                        "read the code of " + token,
                        "SELECT code FROM evm_token WHERE chain = ? AND asset = ?",
                        row -> row.getString("code"),
                        token.chain().toString(),
                        Columns.asset(token))
                .getFirst();
    }
}
