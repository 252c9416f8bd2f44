package org.plainsight.chain.evm.job;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.plainsight.asset.AssetId;
import org.plainsight.chain.WatchList;
import org.plainsight.chain.evm.AccountAsset;
import org.plainsight.chain.evm.Balance;
import org.plainsight.chain.evm.BalanceReader;
import org.plainsight.chain.evm.EvmNode;
import org.plainsight.chain.evm.TokenIdentity;
import org.plainsight.chain.evm.ledger.TokenPins;

/**
 * Reads balances only of tokens that are what was pinned: the decimals declared in the registry, and the code first seen.
 * Any other token is halted by itself, with the reason as its reading; the others are read.
 */
final class TokenGuard implements BalanceReader {

    private final EvmNode node;
    private final WatchList watchList;
    private final TokenPins pins;
    private final FollowerSettings settings;
    private final int every;
    private final Map<AssetId, Optional<String>> seen = new HashMap<>();
    private int readings;

    /** @param every how many readings pass until contracts are looked at anew: 1 for what is published */
    TokenGuard(EvmNode node, WatchList watchList, TokenPins pins, FollowerSettings settings, int every) {
        this.every = every;
        this.node = node;
        this.watchList = watchList;
        this.pins = pins;
        this.settings = settings;
    }

    @Override
    public List<Balance> balances(String blockHash, List<AccountAsset> pairs) {
        Map<AssetId, Optional<String>> halted = halted(blockHash, pairs);
        List<AccountAsset> asked = new ArrayList<>();
        for (AccountAsset pair : pairs) {
            if (halted.getOrDefault(pair.asset(), Optional.empty()).isEmpty()) {
                asked.add(pair);
            }
        }
        List<Balance> answers = asked.isEmpty() ? List.of() : node.balances(blockHash, asked);
        List<Balance> all = new ArrayList<>(pairs.size());
        int next = 0;
        for (AccountAsset pair : pairs) {
            Optional<String> reason = halted.getOrDefault(pair.asset(), Optional.empty());
            all.add(reason.isPresent() ? new Balance.Unreadable(reason.get()) : answers.get(next++));
        }
        return all;
    }

    private synchronized Map<AssetId, Optional<String>> halted(String blockHash, List<AccountAsset> pairs) {
        if (readings++ % every == 0) {
            seen.clear();
        }
        for (AccountAsset pair : pairs) {
            seen.computeIfAbsent(pair.asset(), asset -> halted(blockHash, asset));
        }
        return Map.copyOf(seen);
    }

    /** Why nothing is read of an asset at this block; empty when it is as pinned. */
    Optional<String> halted(String blockHash, AssetId asset) {
        if (!asset.isErc20()) {
            return Optional.empty();
        }
        Optional<TokenIdentity> found = node.identity(blockHash, asset.reference());
        if (found.isEmpty()) {
            return Optional.of("there is no token contract at that address");
        }
        OptionalInt pinned = watchList.decimals(asset);
        if (pinned.isPresent() && !found.get().decimals().equals(Optional.of(BigInteger.valueOf(pinned.getAsInt())))) {
            return Optional.of("halted: decimals() answers "
                    + found.get().decimals().map(BigInteger::toString).orElse("no number") + ", declared are "
                    + pinned.getAsInt());
        }
        String code = found.get().code();
        Set<String> accepted = settings.acceptedCode();
        return accepted.contains(code) || pins.firstCode(asset, code).equals(code)
                ? Optional.empty()
                : Optional.of("halted: the contract's code has changed to " + code + "; once looked at, add that to "
                        + settings.setting() + ".accepted-code");
    }
}
