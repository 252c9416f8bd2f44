package org.plainsight.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.plainsight.liabilities.KnownAssets;
import org.plainsight.liabilities.LiabilitiesPolicy;
import org.plainsight.liabilities.StatementReceipts;
import org.plainsight.log.TransparencyLog;
import org.plainsight.registry.AssetBook;

/** What the liabilities engine asks of the other rooms. */
@Singleton
class LiabilitiesPorts {

    @Produces
    @ApplicationScoped
    KnownAssets knownAssets(Instance<AssetBook> book) {
        return asset -> book.get()
                .find(asset)
                .filter(pinned -> pinned.id().equals(asset))
                .map(pinned -> OptionalInt.of(pinned.decimals()))
                .orElseGet(OptionalInt::empty);
    }

    @Produces
    @ApplicationScoped
    StatementReceipts statementReceipts(Instance<TransparencyLog> log) {
        return index -> log.get()
                .receipt(index)
                .flatMap(proof -> log.get()
                        .entry(index)
                        .map(entry -> new StatementReceipts.Receipt(new String(entry, StandardCharsets.UTF_8), proof)));
    }

    @Produces
    @Singleton
    LiabilitiesPolicy liabilitiesPolicy() {
        return LiabilitiesPolicy.standard();
    }
}
