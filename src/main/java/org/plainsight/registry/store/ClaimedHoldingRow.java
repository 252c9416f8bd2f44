package org.plainsight.registry.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigInteger;
import java.time.Instant;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.registry.ClaimedHolding;

/** An off-chain holding as last declared. */
@Entity
@Table(name = "claimed_holding")
class ClaimedHoldingRow {

    @Id
    @Column
    String asset;

    @Column
    int position;

    @Column(precision = 78)
    BigInteger amount;

    @Column(name = "stated_by")
    String statedBy;

    @Column(name = "as_of")
    Instant asOf;

    static ClaimedHoldingRow of(ClaimedHolding holding, int position) {
        ClaimedHoldingRow row = new ClaimedHoldingRow();
        row.asset = holding.asset().toString();
        row.position = position;
        row.amount = holding.amount().units();
        row.statedBy = holding.by();
        row.asOf = holding.asOf();
        return row;
    }

    ClaimedHolding toHolding() {
        return new ClaimedHolding(AssetId.parse(asset), new Amount(amount), statedBy, asOf);
    }
}
