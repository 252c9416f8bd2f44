package org.plainsight.recheck;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plainsight.asset.AccountId;
import org.plainsight.disclosure.Attribution;
import org.plainsight.registry.AddressClaim;

/** The claims that stood when the log had a given number of entries. */
final class StandingClaims {

    private StandingClaims() {}

    static Collection<AddressClaim> asOf(List<LoggedStatement> statements, long logSize) {
        Map<AccountId, AddressClaim> standing = new LinkedHashMap<>();
        for (LoggedStatement statement : statements) {
            if (statement.index() >= logSize) {
                break;
            }
            if (statement.disclosure() instanceof Attribution claim) {
                standing.put(claim.subject(), new AddressClaim(statement.index(), claim, Optional.empty()));
            }
        }
        return standing.values();
    }
}
