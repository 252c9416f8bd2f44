package org.plainsight.chain.evm.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Optional;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.Movement;
import org.plainsight.chain.evm.AccountAsset;
import org.plainsight.chain.evm.Balance;
import org.plainsight.evidence.BlockRef;

/** How values stand in the columns of this package's tables. */
final class Columns {

    private Columns() {}

    static String asset(AssetId asset) {
        return asset.namespace() + ":" + asset.reference();
    }

    static AssetId asset(ChainId chain, String text) {
        return AssetId.parse(chain + "/" + text);
    }

    static AccountAsset pair(ChainId chain, ResultSet row) throws SQLException {
        return new AccountAsset(new AccountId(chain, row.getString("account")), asset(chain, row.getString("asset")));
    }

    static BlockRef block(ChainId chain, ResultSet row) throws SQLException {
        Timestamp time = row.getTimestamp("time");
        return new BlockRef(chain, row.getLong("height"), row.getString("hash"), time.toInstant());
    }

    static Balance balance(ResultSet row) throws SQLException {
        String units = row.getString("units");
        return units == null
                ? new Balance.Unreadable(row.getString("unreadable"))
                : new Balance.Known(Amount.parse(units));
    }

    static Movement movement(ChainId chain, ResultSet row) throws SQLException {
        AccountAsset pair = pair(chain, row);
        return new Movement(
                pair.account(),
                pair.asset(),
                block(chain, row),
                Optional.ofNullable(row.getString("transaction")),
                Movement.Direction.valueOf(row.getString("direction")),
                Amount.parse(row.getString("units")),
                Optional.ofNullable(row.getString("counterparty")).map(address -> new AccountId(chain, address)),
                Movement.Kind.valueOf(row.getString("kind")));
    }
}
