package org.plainsight.chain.evm.proof;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.chain.Holding;
import org.plainsight.chain.Reading;
import org.plainsight.chain.evm.AccountAsset;
import org.plainsight.chain.evm.Balance;
import org.plainsight.chain.evm.BalanceReader;
import org.plainsight.chain.evm.NodeException;
import org.plainsight.evidence.BlockRef;
import org.plainsight.merkle.Hash32;

/** Proves a reading: gathers the nodes of all its balances and holds each balance against them. */
public final class Prover {

    /**
     * What came of it.
     *
     * @param evidence empty when nothing could be proven
     * @param contradicted balances that the state proves to be others
     */
    public record Outcome(
            Optional<StateEvidence> evidence,
            Set<AssetId> proven,
            Map<AssetId, String> unproven,
            List<Contradiction> contradicted) {
        public Outcome {
            proven = Set.copyOf(proven);
            unproven = Map.copyOf(unproven);
            contradicted = List.copyOf(contradicted);
        }
    }

    public record Contradiction(AccountAsset pair, Amount read, Amount proven) {}

    private static final int SAMPLES = 4;
    private static final int AT_ONCE = 2_000;

    private final ProofSource source;
    private final BalanceReader balances;

    /** @param balances of the block before, to find out where tokens keep theirs */
    public Prover(ProofSource source, BalanceReader balances) {
        this.source = source;
        this.balances = balances;
    }

    public Outcome prove(Reading.Known reading) {
        BlockRef block = reading.block();
        Map<AssetId, List<Holding>> byAsset = new TreeMap<>();
        reading.holdings()
                .forEach(holding -> byAsset.computeIfAbsent(holding.asset(), asset -> new ArrayList<>())
                        .add(holding));
        Hash32 hash = Hash32.fromHex(block.hash());
        Optional<ProvenHeader> header = source.provenHeader(hash);
        if (header.isEmpty()) {
            return unproven(byAsset.keySet(), "the block's header is not of a form known here");
        }
        Map<AssetId, String> unproven = new HashMap<>();
        Map<AssetId, StorageLayout> layouts = new HashMap<>();
        NodeSet nodes = new NodeSet();
        byAsset.forEach((asset, holdings) -> {
            try {
                if (!asset.isNative()) {
                    SlotDiscovery.Found found = discover(header.get(), asset, holdings);
                    if (found.layout().isEmpty()) {
                        unproven.put(asset, found.reason());
                        return;
                    }
                    layouts.put(asset, found.layout().get());
                }
                gather(hash, asset, holdings, Optional.ofNullable(layouts.get(asset)), nodes);
            } catch (NodeException e) {
                layouts.remove(asset);
                unproven.put(asset, "the node gave no proofs: " + e.getMessage());
            }
        });
        return held(new StateEvidence(block, header.get(), layouts, nodes), byAsset, unproven);
    }

    private static Outcome unproven(Collection<AssetId> assets, String reason) {
        Map<AssetId, String> unproven = new HashMap<>();
        assets.forEach(asset -> unproven.put(asset, reason));
        return new Outcome(Optional.empty(), Set.of(), unproven, List.of());
    }

    private SlotDiscovery.Found discover(ProvenHeader header, AssetId asset, List<Holding> holdings) {
        Map<String, Amount> some = new LinkedHashMap<>();
        List<Holding> largestFirst = holdings.stream()
                .sorted((a, b) -> b.amount().compareTo(a.amount()))
                .limit(SAMPLES)
                .toList();
        largestFirst.forEach(h -> some.put(h.account().address(), h.amount()));
        List<SlotDiscovery.Sample> samples = new ArrayList<>();
        samples.add(new SlotDiscovery.Sample(header, some));
        before(header, asset, largestFirst).ifPresent(samples::add);
        return new SlotDiscovery(source, asset.reference()).find(samples);
    }

    /** The same holders at the block before; empty where the node has none or cannot read it. */
    private Optional<SlotDiscovery.Sample> before(ProvenHeader header, AssetId asset, List<Holding> holders) {
        try {
            Optional<ProvenHeader> parent =
                    header.number() == 0 ? Optional.empty() : source.provenHeader(header.parentHash());
            if (parent.isEmpty()) {
                return Optional.empty();
            }
            List<AccountAsset> pairs = holders.stream()
                    .map(h -> new AccountAsset(h.account(), asset))
                    .toList();
            List<Balance> answers = balances.balances(parent.get().hash().toHex(), pairs);
            Map<String, Amount> known = new LinkedHashMap<>();
            for (int i = 0; i < pairs.size(); i++) {
                if (answers.get(i) instanceof Balance.Known(Amount amount)) {
                    known.put(pairs.get(i).account().address(), amount);
                }
            }
            return known.isEmpty() ? Optional.empty() : Optional.of(new SlotDiscovery.Sample(parent.get(), known));
        } catch (NodeException e) {
            return Optional.empty();
        }
    }

    private void gather(
            Hash32 block, AssetId asset, List<Holding> holdings, Optional<StorageLayout> layout, NodeSet nodes) {
        for (int from = 0; from < holdings.size(); from += AT_ONCE) {
            List<String> addresses = holdings.subList(from, Math.min(holdings.size(), from + AT_ONCE)).stream()
                    .map(holding -> holding.account().address())
                    .toList();
            nodes.addAll(source.nodes(
                    block,
                    layout.isEmpty()
                            ? ProofSource.accounts(addresses)
                            : Map.of(
                                    asset.reference(),
                                    addresses.stream().map(layout.get()::slotOf).toList())));
        }
    }

    private static Outcome held(
            StateEvidence evidence, Map<AssetId, List<Holding>> byAsset, Map<AssetId, String> unproven) {
        Set<AssetId> proven = new HashSet<>();
        List<Contradiction> contradicted = new ArrayList<>();
        byAsset.forEach((asset, holdings) -> {
            if (unproven.containsKey(asset)) {
                return;
            }
            for (Holding holding : holdings) {
                switch (evidence.balance(holding.account().address(), asset)) {
                    case Proven.Broken<Amount>(String reason) ->
                        unproven.put(asset, "the node's proofs do not hold: " + reason);
                    case Proven.Value<Amount>(Amount amount)
                    when !amount.equals(holding.amount()) -> {
                        unproven.put(asset, "a balance is not what the block's state proves");
                        contradicted.add(new Contradiction(
                                new AccountAsset(holding.account(), asset), holding.amount(), amount));
                    }
                    case Proven.Value<Amount> same -> {}
                }
            }
            if (!unproven.containsKey(asset)) {
                proven.add(asset);
            }
        });
        return new Outcome(Optional.of(evidence), proven, unproven, contradicted);
    }
}
