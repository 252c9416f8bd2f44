package org.plainsight.chain.evm.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.ChainReader;
import org.plainsight.chain.Evidence;
import org.plainsight.chain.Holding;
import org.plainsight.chain.Movement;
import org.plainsight.chain.Reading;
import org.plainsight.chain.evm.AccountAsset;
import org.plainsight.chain.evm.Balance;
import org.plainsight.chain.evm.Erc20Transfer;
import org.plainsight.chain.evm.NodeException;
import org.plainsight.chain.evm.TestBytecode;
import org.plainsight.chain.evm.job.FaultProxy.Fault;
import org.plainsight.chain.evm.proof.StateEvidence;
import org.plainsight.chain.evm.quorum.Contradiction;
import org.plainsight.chain.evm.quorum.Provider;
import org.plainsight.chain.evm.quorum.Quarantine;
import org.plainsight.chain.evm.quorum.Quorum;
import org.plainsight.chain.evm.rpc.Web3jNode;
import org.plainsight.chain.evm.store.JdbcQuarantine;
import org.plainsight.disclosure.IncidentStatement;
import org.plainsight.evidence.BlockRef;
import org.plainsight.sandbox.node.EvmNode;
import org.plainsight.testing.LocalNodes;

/** Three providers of one real chain, each behind a proxy that lies: no wrong figure comes out. */
class ProviderFaultsTest {

    private static final int FAULTS = Boolean.getBoolean("plainsight.nightly") ? 1_000 : 60;
    private static final List<Fault> FAULT_KINDS = List.copyOf(EnumSet.complementOf(EnumSet.of(Fault.NONE)));
    private static final int AS_ONE_PROCESS = 12;
    private static final ChainId CHAIN = ChainId.parse("eip155:31337");
    private static final AssetId COIN = AssetId.parse(CHAIN + "/slip44:60");
    private static final AssetId TOKEN = AssetId.parse(CHAIN + "/erc20:0x" + "61".repeat(20));
    private static final AccountId HOT = new AccountId(CHAIN, "0x" + "a1".repeat(20));
    private static final AccountId COLD = new AccountId(CHAIN, "0x" + "a2".repeat(20));
    private static final List<AccountId> ACCOUNTS = List.of(HOT, COLD);
    private static final List<AssetId> ASSETS = List.of(COIN, TOKEN);

    private final EvmNode anvil = LocalNodes.evm(31337);
    private final List<FaultProxy> proxies = new ArrayList<>();
    private final List<Web3jNode> nodes = new ArrayList<>();
    private final List<Contradiction> contradictions = new ArrayList<>();
    private final List<IncidentStatement> incidents = new ArrayList<>();
    private EvmTestStore store;
    private Quorum quorum;
    private Quarantine quarantine;
    private ProviderIncidents told;
    private Follower follower;
    private ChainReader reader;

    @BeforeEach
    void start() throws IOException, SQLException {
        store = new EvmTestStore();
        anvil.rpc("anvil_setCode", TOKEN.reference(), TestBytecode.TOKEN);
        anvil.rpc(
                "anvil_setStorageAt",
                TOKEN.reference(),
                "0x" + Erc20Transfer.topicOf(EvmNode.FUNDED_ADDRESS),
                "0x%064x".formatted(BigInteger.TEN.pow(20)));
        for (int i = 0; i < 4; i++) {
            anvil.rpc("evm_mine");
        }
        for (int i = 0; i < 3; i++) {
            proxies.add(new FaultProxy(anvil.rpcUri(), Duration.ofMillis(900), 3 << 20));
        }
        newProcess();
    }

    @AfterEach
    void end() {
        nodes.forEach(Web3jNode::close);
        proxies.forEach(FaultProxy::close);
        anvil.close();
        store.close();
    }

    private void newProcess() {
        nodes.forEach(Web3jNode::close);
        nodes.clear();
        List<Provider> providers = new ArrayList<>();
        for (FaultProxy proxy : proxies) {
            Web3jNode node = new Web3jNode(proxy.url(), Web3jNode.Checks.ALL, Duration.ofMillis(600), 2 << 20);
            nodes.add(node);
            providers.add(new Provider("url " + nodes.size(), "provider " + nodes.size(), node, node));
        }
        quarantine = new JdbcQuarantine(store.source());
        told = new ProviderIncidents(CHAIN, quarantine, incidents::add, Followers.CLOCK);
        quorum = new Quorum(providers, quarantine.standing(CHAIN), Clock.systemUTC(), found -> {
            contradictions.add(found);
            told.accept(found);
        });
        Contact contact = new Contact();
        FollowerSettings settings = new FollowerSettings(
                "plainsight.evm.test",
                31337,
                Optional.empty(),
                OptionalLong.of(0),
                new Finality.Depth(1),
                Duration.ofSeconds(30),
                Optional.empty());
        follower = Followers.of(
                settings, quorum, store.blocks, store, Followers.watching(ACCOUNTS, ASSETS), incidents::add, contact);
        reader = new EvmChainReader(settings, store.recorded, quorum, quorum, contact, Followers.CLOCK);
    }

    @Test
    void whatever_one_provider_does_no_figure_is_wrong_and_all_are_right_when_it_is_well_again() {
        Random random = new Random(17);
        Map<Fault, int[]> knownAndUnknown = new EnumMap<>(Fault.class);
        for (int i = 0; i < FAULTS; i++) {
            if (i % AS_ONE_PROCESS == 0) {
                // each was well again, and would stay shut out until a person has looked
                quarantine.lift(CHAIN, Followers.CLOCK.instant());
                newProcess();
            }
            Fault fault = FAULT_KINDS.get(random.nextInt(FAULT_KINDS.size()));
            FaultProxy spoilt = proxies.get(random.nextInt(3));
            spoilt.set(fault);
            live(random);
            steps(3);
            int[] counts = knownAndUnknown.computeIfAbsent(fault, f -> new int[2]);
            counts[figuresAreRight() ? 0 : 1]++;
            spoilt.set(Fault.NONE);
        }
        quarantine.lift(CHAIN, Followers.CLOCK.instant());
        newProcess();
        settle();

        assertThat(figuresAreRight()).isTrue();
        assertThat(store.recorded.tip(CHAIN)).map(BlockRef::height).contains(anvil.height());
        assertThat(ACCOUNTS.stream().flatMap(a -> store.recorded.movements(a, Long.MAX_VALUE, 0, 10_000).stream()))
                .noneMatch(movement -> movement.kind() == Movement.Kind.UNATTRIBUTED
                        && movement.block().height() > 0);
        assertThat(incidents).isEmpty();
        // with two honest providers readings succeed: a test of nothing but refusals would prove little
        assertThat(knownAndUnknown.values().stream().mapToInt(c -> c[0]).sum()).isGreaterThan(FAULTS / 4);
    }

    @Test
    void a_provider_that_says_another_balance_than_is_proven_is_quarantined_with_both_answers() {
        live(new Random(1));
        live(new Random(1));
        settle();
        proxies.getFirst().set(Fault.WRONG_VALUE);
        BlockRef block = store.recorded.finalised(CHAIN).orElseThrow();

        List<Holding> holdings = known(reader.holdingsAt(block, ACCOUNTS, List.of(COIN)));
        reader.holdingsAt(block, ACCOUNTS, List.of(COIN));

        holdings.forEach(holding -> assertThat(holding.amount().units()).isEqualTo(real(holding)));
        assertThat(contradictions).singleElement().satisfies(found -> {
            assertThat(found.provider()).isEqualTo("provider 1");
            assertThat(found.block().hash()).isEqualTo(block.hash());
            assertThat(found.said()).isNotEqualTo(found.proven());
        });
        assertThat(quorum.providers().getFirst().isQuarantined()).isTrue();
        told.tell();
        told.tell();
        assertThat(incidents).singleElement().satisfies(incident -> {
            assertThat(incident.kind()).isEqualTo(IncidentStatement.Kind.CONTRADICTING_PROVIDER);
            assertThat(incident.description())
                    .contains(contradictions.getFirst().said())
                    .contains(contradictions.getFirst().proven());
        });
    }

    @Test
    void a_quarantine_outlives_restarts_with_both_payloads_until_a_person_lifts_it() throws SQLException {
        live(new Random(1));
        live(new Random(1));
        settle();
        proxies.getFirst().set(Fault.WRONG_VALUE);
        BlockRef block = store.recorded.finalised(CHAIN).orElseThrow();
        reader.holdingsAt(block, ACCOUNTS, List.of(COIN));
        proxies.getFirst().set(Fault.NONE);

        newProcess();
        assertThat(quorum.providers()).filteredOn(Provider::isQuarantined).hasSize(1);
        told.tell();
        newProcess();
        told.tell();
        assertThat(incidents).hasSize(1);
        Quarantine.Case kept = quarantine.cases().getFirst();
        assertThat(kept.answer()).contains("\"result\":\"0x");
        StateEvidence proof = StateEvidence.read(quarantine.proof(kept.id()).orElseThrow());
        assertThat(proof.block()).isEqualTo(kept.block()).isEqualTo(block);
        assertThat(ACCOUNTS.stream()
                        .map(account -> proof.balance(account.address(), COIN).toString()))
                .anyMatch(balance -> balance.contains(kept.proven()));

        quarantine.lift(CHAIN, Followers.CLOCK.instant());
        newProcess();
        assertThat(quorum.providers()).noneMatch(Provider::isQuarantined);
        assertThat(quarantine.cases())
                .singleElement()
                .satisfies(past -> assertThat(past.liftedAt()).isPresent());
        try (var connection = store.source().getConnection();
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("DELETE FROM evm_quarantine"))
                    .hasMessageContaining("stay as they are");
        }
    }

    @Test
    void two_providers_that_lie_alike_about_a_coin_are_overruled_by_the_proof() {
        live(new Random(1));
        live(new Random(1));
        settle();
        BlockRef block = store.recorded.finalised(CHAIN).orElseThrow();
        proxies.get(1).set(Fault.WRONG_VALUE);
        proxies.get(2).set(Fault.WRONG_VALUE);

        List<Holding> holdings = known(reader.holdingsAt(block, ACCOUNTS, List.of(COIN)));

        holdings.forEach(holding -> assertThat(holding.amount().units()).isEqualTo(real(holding)));
        assertThat(quorum.providers()).filteredOn(Provider::isQuarantined).hasSize(2);
    }

    @Test
    void a_provider_that_cannot_read_a_coin_is_outvoted_and_not_taken_for_a_liar() {
        live(new Random(1));
        live(new Random(1));
        settle();
        BlockRef block = store.recorded.finalised(CHAIN).orElseThrow();
        List<Provider> providers = new ArrayList<>();
        for (Web3jNode node : nodes) {
            providers.add(new Provider(
                    "url " + providers.size(), "provider", providers.isEmpty() ? withoutBalances(node) : node, node));
        }
        Quorum asked = new Quorum(providers, Set.of(), Clock.systemUTC(), contradictions::add);

        assertThat(asked.balances(block.hash(), List.of(new AccountAsset(HOT, COIN), new AccountAsset(COLD, COIN))))
                .allMatch(Balance.Known.class::isInstance);
        assertThat(contradictions).isEmpty();
        assertThat(providers).noneMatch(Provider::isQuarantined);
    }

    private static org.plainsight.chain.evm.EvmNode withoutBalances(Web3jNode node) {
        return (org.plainsight.chain.evm.EvmNode) Proxy.newProxyInstance(
                ProviderFaultsTest.class.getClassLoader(),
                new Class<?>[] {org.plainsight.chain.evm.EvmNode.class},
                (self, method, words) -> method.getName().equals("balances")
                        ? ((List<?>) words[1])
                                .stream()
                                        .map(pair -> new Balance.Unreadable("overloaded"))
                                        .toList()
                        : method.invoke(node, words));
    }

    @Test
    void when_the_providers_disagree_about_a_token_its_balance_is_unknown() {
        live(new Random(1));
        live(new Random(1));
        settle();
        BlockRef block = store.recorded.finalised(CHAIN).orElseThrow();
        proxies.get(1).set(Fault.WRONG_VALUE);
        proxies.get(2).set(Fault.SERVER_ERROR);

        assertThat(quorum.balances(block.hash(), List.of(new AccountAsset(COLD, TOKEN))))
                .allMatch(Balance.Unreadable.class::isInstance);
        assertThat(reader.holdingsAt(block, List.of(COLD), List.of(TOKEN))).isInstanceOf(Reading.Unknown.class);
    }

    @Test
    void an_evidence_file_is_made_from_whoever_gives_proofs_that_hold() {
        live(new Random(1));
        live(new Random(1));
        settle();
        BlockRef block = store.recorded.finalised(CHAIN).orElseThrow();
        proxies.getFirst().set(Fault.INVALID_PROOF);

        Reading.Known reading = new Reading.Known(block, known(reader.holdingsAt(block, ACCOUNTS, List.of(COIN))));

        assertThat(reader.evidenceFor(reading)).map(Evidence::proven).contains(Set.of(COIN));
    }

    private void live(Random random) {
        AccountId to = ACCOUNTS.get(random.nextInt(2));
        anvil.rpc(
                "eth_sendTransaction",
                Map.of(
                        "from",
                        EvmNode.FUNDED_ADDRESS,
                        "to",
                        to.address(),
                        "value",
                        "0x" + Long.toHexString(100 + random.nextInt(1_000_000))));
        anvil.rpc(
                "eth_sendTransaction",
                Map.of(
                        "from",
                        EvmNode.FUNDED_ADDRESS,
                        "to",
                        TOKEN.reference(),
                        "data",
                        "0xa9059cbb" + Erc20Transfer.topicOf(to.address())
                                + "%064x".formatted(1 + random.nextInt(10_000))));
        anvil.rpc("evm_mine");
    }

    private void steps(int count) {
        for (int i = 0; i < count; i++) {
            try {
                follower.step();
            } catch (NodeException expected) {
                // the loop would wait and try again
            }
        }
    }

    private void settle() {
        NodeException last = new NodeException(NodeException.Kind.UNREACHABLE, "never tried");
        for (int tries = 0; tries < 100; tries++) {
            try {
                while (follower.step() == Follower.Progress.ADVANCED) {
                    // until nothing is left to do
                }
                return;
            } catch (NodeException slowMachine) {
                last = slowMachine;
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        }
        throw last;
    }

    /** False when a figure is unknown; a wrong one fails the test. */
    private boolean figuresAreRight() {
        reader.latestHoldings().forEach(this::requireRight);
        Optional<BlockRef> block = store.recorded.finalised(CHAIN);
        if (block.isEmpty()
                || !(reader.holdingsAt(block.get(), ACCOUNTS, ASSETS)
                        instanceof Reading.Known(BlockRef at, List<Holding> holdings))) {
            return false;
        }
        assertThat(holdings).hasSize(ACCOUNTS.size() * ASSETS.size());
        holdings.forEach(this::requireRight);
        return true;
    }

    private void requireRight(Holding holding) {
        assertThat(holding.block().hash())
                .isEqualTo(anvil.blockHash(holding.block().height()).substring(2));
        assertThat(holding.amount().units()).as("%s", holding).isEqualTo(real(holding));
    }

    /** Asked of the node itself, past the proxies. */
    private BigInteger real(Holding holding) {
        String height = "0x" + Long.toHexString(holding.block().height());
        String answer = holding.asset().isNative()
                ? anvil.rpc("eth_getBalance", holding.account().address(), height)
                        .asText()
                : anvil.rpc(
                                "eth_getStorageAt",
                                TOKEN.reference(),
                                "0x" + Erc20Transfer.topicOf(holding.account().address()),
                                height)
                        .asText();
        return new BigInteger(answer.substring(2), 16);
    }

    private static List<Holding> known(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Known.class);
        return ((Reading.Known) reading).holdings();
    }
}
