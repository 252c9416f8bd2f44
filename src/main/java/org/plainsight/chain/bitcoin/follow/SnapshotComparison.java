package org.plainsight.chain.bitcoin.follow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plainsight.asset.AccountId;
import org.plainsight.chain.bitcoin.BitcoinAddresses;
import org.plainsight.chain.bitcoin.utxo.UtxoSnapshot;

/**
 * Balances as they were read block by block against those of a UTXO snapshot of the same block: two ways that share
 * nothing but the block's hash.
 *
 * @param compared how many addresses were compared
 * @param differences one sentence for each address that differs
 * @param unknown why some or all could not be compared
 */
public record SnapshotComparison(int compared, List<String> differences, Optional<String> unknown) {

    public SnapshotComparison {
        differences = List.copyOf(differences);
    }

    public static SnapshotComparison of(Collection<AccountId> accounts, CoinQueries coins, UtxoSnapshot snapshot) {
        Map<AccountId, String> scripts = new HashMap<>();
        accounts.forEach(account -> BitcoinAddresses.scriptHex(account).ifPresent(hex -> scripts.put(account, hex)));
        Optional<CoinQueries.Balances> balances =
                coins.balancesAt(snapshot.height(), snapshot.baseHash(), scripts.values());
        if (balances.isEmpty()) {
            return new SnapshotComparison(
                    0, List.of(), Optional.of("the portal has not read block " + snapshot.baseHash() + " yet"));
        }
        Map<String, Long> found = new HashMap<>();
        snapshot.found().forEach(coin -> found.merge(coin.scriptHex(), coin.valueSat(), Math::addExact));
        List<String> differences = new ArrayList<>();
        int compared = 0;
        int behind = 0;
        for (Map.Entry<AccountId, String> each : scripts.entrySet()) {
            Long read = balances.get().satoshiByScript().get(each.getValue());
            Long searchedTo = balances.get().catchingUp().get(each.getValue());
            boolean isBehind = searchedTo != null && searchedTo < snapshot.height();
            if (read == null || isBehind || balances.get().gaps().containsKey(each.getValue())) {
                behind++;
                continue;
            }
            compared++;
            long stated = found.getOrDefault(each.getValue(), 0L);
            if (read != stated) {
                differences.add(each.getKey().address() + " holds " + stated
                        + " satoshi in the snapshot, the portal read " + read);
            }
        }
        return new SnapshotComparison(
                compared,
                differences,
                behind == 0
                        ? Optional.empty()
                        : Optional.of("the past of " + behind + " addresses is not searched up to this block yet"));
    }
}
