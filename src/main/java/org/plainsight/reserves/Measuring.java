package org.plainsight.reserves;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.ChainReader;
import org.plainsight.chain.ChainReaders;
import org.plainsight.chain.Evidence;
import org.plainsight.chain.Holding;
import org.plainsight.chain.Reading;
import org.plainsight.evidence.BlockRef;
import org.plainsight.registry.AddressClaim;
import org.plainsight.registry.PinnedAsset;

/** Reads all own addresses at the cut-off blocks of their chains. */
public final class Measuring {

    /** What came of it. */
    public sealed interface Outcome {

        /**
         * Worth another try.
         *
         * @param reason what is not there yet
         */
        record Waiting(String reason) implements Outcome {}

        /**
         * @param readings one for every chain that an asset counts on
         * @param unread coins and contracts of chains that were read, which gave no balance, with the reason
         * @param evidence for those of them that can be proven
         */
        record Done(Map<ChainId, Reading> readings, Map<AssetId, String> unread, List<Evidence> evidence)
                implements Outcome {
            public Done {
                readings = Map.copyOf(readings);
                unread = Map.copyOf(unread);
                evidence = List.copyOf(evidence);
            }

            /** The blocks that were read, by chain. */
            public List<BlockRef> blocks() {
                return readings.values().stream()
                        .filter(Reading.Known.class::isInstance)
                        .map(reading -> ((Reading.Known) reading).block())
                        .sorted(java.util.Comparator.comparing(BlockRef::chain))
                        .toList();
            }
        }
    }

    private final ChainReaders chains;

    public Measuring(ChainReaders chains) {
        this.chains = chains;
    }

    /**
     * @param isPatient whether to wait for chains that cannot be read and for proofs that are not there yet; otherwise the
     *     chains are unknown, and the balances unproven
     */
    public Outcome measure(Instant cutOff, List<PinnedAsset> assets, List<AddressClaim> claims, boolean isPatient) {
        Map<ChainId, Reading> readings = new HashMap<>();
        Map<AssetId, String> unread = new HashMap<>();
        List<String> waiting = new ArrayList<>();
        for (ChainId chain : chainsOf(assets)) {
            Optional<ChainReader> reader = chains.find(chain);
            Reading reading = reader.isPresent()
                    ? read(reader.get(), cutOff, assets, claims, unread)
                    : new Reading.Unknown("the chain " + chain + " is not followed here");
            readings.put(chain, reading);
            if (reader.isPresent() && reading instanceof Reading.Unknown(String reason)) {
                waiting.add(chain + ": " + reason);
            }
        }
        unread.forEach((asset, reason) -> waiting.add(asset + ": " + reason));
        if (isPatient && !waiting.isEmpty()) {
            return new Outcome.Waiting(String.join("; ", waiting));
        }
        Outcome.Done done = proven(readings, unread);
        done.evidence()
                .forEach(found -> found.awaited()
                        .ifPresent(reason -> waiting.add(found.block().chain() + ": " + reason)));
        return isPatient && !waiting.isEmpty() ? new Outcome.Waiting(String.join("; ", waiting)) : done;
    }

    /** A reading that the chain's own state contradicts is none. */
    private Outcome.Done proven(Map<ChainId, Reading> readings, Map<AssetId, String> unread) {
        Map<ChainId, Reading> judged = new HashMap<>(readings);
        List<Evidence> evidence = new ArrayList<>();
        readings.forEach((chain, reading) -> {
            if (reading instanceof Reading.Known known) {
                chains.find(chain).flatMap(reader -> reader.evidenceFor(known)).ifPresent(found -> {
                    if (found.contradiction().isPresent()) {
                        judged.put(
                                chain, new Reading.Unknown(found.contradiction().get()));
                    } else {
                        evidence.add(found);
                    }
                });
            }
        });
        evidence.sort(java.util.Comparator.comparing(found -> found.block().chain()));
        return new Outcome.Done(judged, unread, evidence);
    }

    private static Set<ChainId> chainsOf(List<PinnedAsset> assets) {
        Set<ChainId> found = new TreeSet<>();
        for (PinnedAsset asset : assets) {
            asset.representations().forEach(r -> found.add(r.asset().chain()));
        }
        return found;
    }

    /** All coins at once; where that gives nothing, each by itself, so that one bad contract does not hide the others. */
    private static Reading read(
            ChainReader reader,
            Instant cutOff,
            List<PinnedAsset> assets,
            List<AddressClaim> claims,
            Map<AssetId, String> unread) {
        Optional<BlockRef> block = reader.finalBlockAtOrBefore(cutOff);
        if (block.isEmpty()) {
            return new Reading.Unknown("no final block past the cut-off " + cutOff + " yet");
        }
        Set<AccountId> accounts = Reconciler.accounts(claims, reader.chain());
        Set<AssetId> coins = Reconciler.assets(assets, reader.chain());
        Reading whole = complete(reader.holdingsAt(block.get(), accounts, coins), block.get(), accounts, coins);
        if (whole instanceof Reading.Known || coins.size() == 1) {
            return whole;
        }
        List<Holding> holdings = new ArrayList<>();
        Map<AssetId, String> without = new HashMap<>();
        for (AssetId coin : coins) {
            switch (complete(
                    reader.holdingsAt(block.get(), accounts, Set.of(coin)), block.get(), accounts, Set.of(coin))) {
                case Reading.Known known -> holdings.addAll(known.holdings());
                case Reading.Unknown(String reason) -> without.put(coin, reason);
            }
        }
        if (without.size() == coins.size()) {
            return whole;
        }
        unread.putAll(without);
        return new Reading.Known(block.get(), holdings);
    }

    /** A reading that leaves out what was asked, or is of another block, is no reading. */
    private static Reading complete(
            Reading reading, BlockRef block, Collection<AccountId> accounts, Collection<AssetId> coins) {
        if (!(reading instanceof Reading.Known(BlockRef readAt, List<Holding> holdings))) {
            return reading;
        }
        Set<String> pairs = new HashSet<>();
        holdings.forEach(h -> pairs.add(h.account() + " " + h.asset()));
        long asked = (long) accounts.size() * coins.size();
        return readAt.equals(block) && pairs.size() == asked && holdings.size() == asked
                ? reading
                : new Reading.Unknown("the reading at block " + block.height() + " is incomplete");
    }
}
