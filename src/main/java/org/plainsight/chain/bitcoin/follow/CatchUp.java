package org.plainsight.chain.bitcoin.follow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.plainsight.asset.AccountId;
import org.plainsight.chain.bitcoin.BitcoinAddresses;
import org.plainsight.chain.bitcoin.BlockEffects;
import org.plainsight.chain.bitcoin.ChainedHeader;
import org.plainsight.chain.bitcoin.scan.BlockSearch;
import org.plainsight.chain.bitcoin.scan.CoinView;
import org.plainsight.chain.bitcoin.scan.RawBlock;

/**
 * Searches the past for scripts added late, a bounded number of blocks at a time. Scripts that are equally far go
 * together; the group that is furthest goes first, so that newcomers wait instead of holding it back.
 */
final class CatchUp {

    private record Group(CoinView view, long searchedTo) {}

    private final CoinStore store;
    private final Set<AccountId> joined = new HashSet<>();
    private final Set<String> scripts = new HashSet<>();
    private Optional<Group> group = Optional.empty();

    CatchUp(CoinStore store) {
        this.store = store;
        store.scripts().forEach(script -> scripts.add(script.scriptHex()));
    }

    /** Begins to watch accounts not seen before. One without a script on this network can never be paid, and is left. */
    void join(Collection<AccountId> accounts) {
        List<WatchedScript> added = new ArrayList<>();
        for (AccountId account : accounts) {
            if (joined.contains(account)) {
                continue;
            }
            BitcoinAddresses.scriptHex(account)
                    .filter(script -> !scripts.contains(script))
                    .ifPresent(script -> {
                        scripts.add(script);
                        added.add(new WatchedScript(script, account, OptionalLong.of(0)));
                    });
            joined.add(account);
        }
        if (!added.isEmpty()) {
            store.watch(added);
        }
    }

    /**
     * Searches the next blocks; hands the scripts over once they are as far as the tip.
     *
     * @return whether there is more to search
     */
    boolean step(BlockSource source, FetchWindow window, CoinView following) {
        group = group.or(this::furthest);
        if (group.isEmpty()) {
            return false;
        }
        Group now = group.get();
        Collection<String> members = List.copyOf(now.view().scripts());
        List<ChainedHeader> next = store.blocks(now.searchedTo() + 1, now.searchedTo() + window.blocks());
        if (next.isEmpty()) {
            store.caughtUp(members);
            following.join(now.view());
            group = Optional.empty();
            return true;
        }
        List<byte[]> bodies =
                source.blocks(next.stream().map(ChainedHeader::hash).toList());
        window.learn(bodies);
        List<BlockEffects> found = new ArrayList<>();
        for (int i = 0; i < next.size(); i++) {
            BlockEffects effects = BlockSearch.effects(next.get(i), RawBlock.parse(bodies.get(i)), now.view());
            now.view().apply(effects);
            found.add(effects);
        }
        long searchedTo = next.getLast().height();
        boolean still = store.backfill(found, members, now.searchedTo(), searchedTo);
        group = still ? Optional.of(new Group(now.view(), searchedTo)) : Optional.empty();
        return true;
    }

    private Optional<Group> furthest() {
        List<WatchedScript> behind =
                store.scripts().stream().filter(s -> !s.isCaughtUp()).toList();
        return behind.stream()
                .map(s -> s.searchedTo().orElseThrow())
                .max(Comparator.naturalOrder())
                .map(height -> {
                    List<String> members = behind.stream()
                            .filter(s -> s.searchedTo().orElseThrow() == height)
                            .map(WatchedScript::scriptHex)
                            .toList();
                    return new Group(new CoinView(members, store.unspent(members)), height);
                });
    }
}
