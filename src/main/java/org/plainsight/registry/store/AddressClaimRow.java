package org.plainsight.registry.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Disclosure;
import org.plainsight.disclosure.Json;
import org.plainsight.registry.AddressClaim;

/** One attribution of the log; the columns beside the body are there to filter by. */
@Entity
@Table(name = "address_claim")
class AddressClaimRow {

    @Id
    @Column(name = "log_index")
    long logIndex;

    @Column(name = "claim_id")
    String claimId;

    @Column
    String chain;

    @Column
    String address;

    @Column
    String claim;

    @Column
    String entity;

    @Nullable
    @Column
    String role;

    @Column
    String verdict;

    @Column
    String body;

    @Nullable
    @Column(name = "superseded_by")
    Long supersededBy;

    static AddressClaimRow of(AddressClaim stands) {
        Attribution a = stands.attribution();
        AddressClaimRow row = new AddressClaimRow();
        row.logIndex = stands.logIndex();
        row.claimId = a.id();
        row.chain = a.subject().chain().toString();
        row.address = a.subject().address();
        row.claim = a.claim().name();
        row.entity = a.entity();
        row.role = a.role().map(Enum::name).orElse(null);
        row.verdict = a.ownership().word();
        row.body = CanonicalJson.text(a.body());
        row.supersededBy = stands.supersededBy().orElse(null);
        return row;
    }

    AddressClaim toClaim() {
        Json.Obj read = Json.asObject(CanonicalJson.read(body.getBytes(StandardCharsets.UTF_8)));
        return new AddressClaim(
                logIndex, (Attribution) Disclosure.read(Attribution.TYPE, read), Optional.ofNullable(supersededBy));
    }
}
