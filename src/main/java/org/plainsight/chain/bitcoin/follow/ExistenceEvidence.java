package org.plainsight.chain.bitcoin.follow;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.chain.Evidence;
import org.plainsight.chain.Holding;
import org.plainsight.chain.Reading;
import org.plainsight.chain.bitcoin.BitcoinAddresses;
import org.plainsight.chain.bitcoin.BitcoinNetwork;
import org.plainsight.chain.bitcoin.ChainedHeader;
import org.plainsight.chain.bitcoin.Coin;
import org.plainsight.chain.bitcoin.proof.CoinEvidence;
import org.plainsight.chain.bitcoin.proof.CoinEvidenceWriter;
import org.plainsight.evidence.BlockRef;

/**
 * The lowest tier of evidence for Bitcoin balances: that every coin exists. That none is spent is not proven by it, so no
 * balance counts as proven.
 */
final class ExistenceEvidence implements Evidence {

    private static final int PAGE = 2_000;
    /** So many of the newest blocks any node has, a pruned one too (BIP 159); older ones may be gone for good. */
    private static final int KEPT_BY_ALL = 288;

    private final BitcoinNetwork network;
    private final ProofStore proofs;
    private final BlockRef block;
    private final List<Coin> coins;
    private final List<ProofStore.Kept> kept;
    private final int without;
    private final long awaited;
    private final Optional<String> contradiction;

    private ExistenceEvidence(
            BitcoinNetwork network, ProofStore proofs, Reading.Known reading, List<Coin> coins, Set<String> scripts) {
        this.network = network;
        this.proofs = proofs;
        this.block = reading.block();
        this.coins = coins.stream().sorted(Comparator.comparing(Coin::outpoint)).toList();
        this.kept =
                proofs.kept(coins.stream().map(Coin::createdHeight).distinct().toList());
        Map<Long, Set<String>> proven = new HashMap<>();
        kept.forEach(each -> proven.put(each.height(), each.txids()));
        List<Coin> lacking = coins.stream()
                .filter(coin -> !proven.getOrDefault(coin.createdHeight(), Set.of())
                        .contains(coin.outpoint().txid()))
                .toList();
        this.without = lacking.size();
        this.awaited = lacking.stream()
                .filter(coin -> coin.createdHeight() > block.height() - KEPT_BY_ALL)
                .count();
        this.contradiction = contradiction(reading, coins, scripts);
    }

    static ExistenceEvidence of(BitcoinNetwork network, ProofStore proofs, Reading.Known reading) {
        Set<String> scripts = new HashSet<>();
        for (Holding holding : reading.holdings()) {
            BitcoinAddresses.scriptHex(holding.account()).ifPresent(scripts::add);
        }
        return new ExistenceEvidence(
                network, proofs, reading, proofs.coinsAt(reading.block().height(), scripts), scripts);
    }

    private static Optional<String> contradiction(Reading.Known reading, List<Coin> coins, Set<String> scripts) {
        Map<String, Long> sums = new HashMap<>();
        scripts.forEach(script -> sums.put(script, 0L));
        coins.forEach(coin -> sums.merge(coin.scriptHex(), coin.valueSat(), Math::addExact));
        return reading.holdings().stream()
                .filter(holding -> !holding.amount().equals(sum(sums, holding.account())))
                .findFirst()
                .map(holding -> holding.account().address() + " was read with " + holding.amount()
                        + " satoshi, its coins are worth " + sum(sums, holding.account()));
    }

    private static Amount sum(Map<String, Long> sums, AccountId account) {
        return Amount.of(BitcoinAddresses.scriptHex(account).map(sums::get).orElse(0L));
    }

    @Override
    public String kind() {
        return CoinEvidence.KIND;
    }

    @Override
    public BlockRef block() {
        return block;
    }

    @Override
    public Set<AssetId> proven() {
        return Set.of();
    }

    @Override
    public Map<AssetId, String> unproven() {
        return Map.of(
                network.coin(),
                "Tier 1 of 3. The file proves that each of the " + (coins.size() - without)
                        + " coins exists in the chain"
                        + (without == 0 ? "" : ", but not so for " + without + " more whose blocks no node had")
                        + ". That none was spent up to block " + block.height()
                        + " is not proven by it: the portal searched every block for that. Redo it with a node or a UTXO"
                        + " snapshot of your own (tier 3).");
    }

    @Override
    public Optional<String> awaited() {
        return awaited == 0
                ? Optional.empty()
                : Optional.of("the proofs that " + awaited + " coins of the newest blocks exist are being fetched");
    }

    @Override
    public Optional<String> contradiction() {
        return contradiction;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        CoinEvidenceWriter writer = new CoinEvidenceWriter(out);
        writer.head(block, coins.size(), kept.size(), without);
        for (long from = 1; from <= block.height(); from += PAGE) {
            writer.headers(proofs.blocks(from, Math.min(block.height(), from + PAGE - 1)).stream()
                    .map(ChainedHeader::header)
                    .toList());
        }
        writer.coins(coins);
        for (ProofStore.Kept each : kept) {
            writer.proof(each.height(), proofs.proof(each));
        }
    }
}
