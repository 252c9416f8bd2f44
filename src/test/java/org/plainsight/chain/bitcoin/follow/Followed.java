package org.plainsight.chain.bitcoin.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.Holding;
import org.plainsight.chain.IncidentReporter;
import org.plainsight.chain.WatchList;
import org.plainsight.chain.bitcoin.BitcoinAddresses;
import org.plainsight.chain.bitcoin.BitcoinNetwork;
import org.plainsight.chain.bitcoin.BlockBuilder;
import org.plainsight.chain.bitcoin.BlockBuilder.Out;
import org.plainsight.disclosure.IncidentStatement;

/** A follower with everything around it, and the question whether all of it is true. */
public final class Followed implements WatchList, IncidentReporter {

    public static final int CONFIRMATIONS = 6;
    static final List<AssetId> BTC = List.of(BitcoinNetwork.REGTEST.coin());
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

    public final SimulatedNode node = new SimulatedNode();
    public final FollowerHealth health = new FollowerHealth();
    public final List<IncidentStatement> incidents = new ArrayList<>();
    private final CoinStore store;
    private final CoinQueries queries;
    private final Set<AccountId> accounts = new HashSet<>();
    private final Optional<ProofStore> proofs;
    private BlockFollower follower;

    public Followed(CoinStore store, CoinQueries queries) {
        this(store, queries, Optional.empty());
    }

    public Followed(CoinStore store, CoinQueries queries, Optional<ProofStore> proofs) {
        this.proofs = proofs;
        this.store = store;
        this.queries = queries;
        this.follower = start(Optional.empty());
    }

    static Followed of(FollowerContract.Fresh fresh) {
        return new Followed(fresh.store(), fresh.queries());
    }

    static void pay(Followed followed, int account, long valueSat) {
        followed.node.mine(
                List.of(BlockBuilder.coinbase(followed.node.nextTag(), new Out(Followed.script(account), valueSat))));
    }

    static long latest(Followed followed, int account) {
        List<Holding> holdings = followed.reader().latestHoldings(Followed.account(account));
        assertThat(holdings).hasSize(1);
        return holdings.getFirst().amount().units().longValueExact();
    }

    public static String script(int number) {
        return "0014" + "%040x".formatted(number);
    }

    public static AccountId account(int number) {
        return BitcoinAddresses.account(BitcoinNetwork.REGTEST.chainId(), script(number))
                .orElseThrow();
    }

    Set<AccountId> watched() {
        return Set.copyOf(accounts);
    }

    public void watch(int number) {
        accounts.add(account(number));
    }

    public BitcoinReader reader() {
        return new BitcoinReader(BitcoinNetwork.REGTEST, queries, this, health, CLOCK, proofs);
    }

    /** As after a restart of the process. */
    public void restart(Optional<String> acceptReorgTo) {
        follower = start(acceptReorgTo);
    }

    private BlockFollower start(Optional<String> acceptReorgTo) {
        return new BlockFollower(
                new BlockFollower.Settings(BitcoinNetwork.REGTEST, CONFIRMATIONS, acceptReorgTo),
                store,
                this,
                this,
                CLOCK,
                health);
    }

    public boolean round() {
        return follower.round(node);
    }

    /** Until there is nothing more to do; failures on the way are tried again, as the job does. */
    public void settle() {
        for (int i = 0; i < 10_000; i++) {
            try {
                if (!follower.round(node)) {
                    return;
                }
            } catch (NodeUnavailableException | InjectedFault e) {
                // the next round begins from what the store holds
            }
        }
        throw new AssertionError("the follower never came to rest");
    }

    /** Every balance at every of the last heights, the coins and the changes against naive replay. */
    public void checkEverything() {
        assertThat(store.tip().hash()).isEqualTo(node.header(node.height()).hash());
        List<String> scripts = accounts.stream()
                .map(a -> BitcoinAddresses.scriptHex(a).orElseThrow())
                .toList();
        for (long height = Math.max(1, node.height() - CONFIRMATIONS - 1); height <= node.height(); height++) {
            checkBalances(height, scripts);
        }
        SimulatedNode.World world = node.world(node.height());
        assertThat(store.unspent(scripts)).hasSize((int) world.unspent().values().stream()
                .filter(o -> scripts.contains(o.scriptHex()))
                .count());
        for (String script : scripts) {
            long moved = queries.changes(script, Long.MAX_VALUE, 0, Integer.MAX_VALUE).stream()
                    .mapToLong(CoinQueries.Change::deltaSat)
                    .sum();
            assertThat(moved).as("changes of %s", script).isEqualTo(world.balance(script));
        }
    }

    private void checkBalances(long height, List<String> scripts) {
        SimulatedNode.World world = node.world(height);
        CoinQueries.Balances balances =
                queries.balancesAt(height, node.header(height).hash(), scripts).orElseThrow();
        assertThat(balances.catchingUp()).isEmpty();
        for (String script : scripts) {
            assertThat(balances.satoshiByScript().get(script))
                    .as("balance of %s at %d", script, height)
                    .isEqualTo(world.balance(script));
        }
    }

    @Override
    public Set<AccountId> accounts(ChainId chain) {
        return Set.copyOf(accounts);
    }

    @Override
    public Set<AssetId> assets(ChainId chain) {
        return Set.of(BitcoinNetwork.REGTEST.coin());
    }

    @Override
    public void report(IncidentStatement incident) {
        incidents.add(incident);
    }

    /** What a killed process looks like from inside. */
    static final class InjectedFault extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
