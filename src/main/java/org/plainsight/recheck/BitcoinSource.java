package org.plainsight.recheck;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.bitcoin.BitcoinAddresses;
import org.plainsight.chain.bitcoin.BitcoinNetwork;
import org.plainsight.chain.bitcoin.HeaderTree;
import org.plainsight.chain.bitcoin.MalformedBlockException;
import org.plainsight.chain.bitcoin.scan.BlockSearch;
import org.plainsight.chain.bitcoin.scan.CoinView;
import org.plainsight.chain.bitcoin.scan.RawBlock;
import org.plainsight.evidence.BlockRef;

/**
 * Balances by replaying the chain from its first block: every header's work and link, every block's merkle root, and
 * the coins of the asked addresses are checked on the way. Takes as long as reading the chain takes.
 */
public final class BitcoinSource implements ChainSource {

    private final BitcoinNetwork network;
    private final BitcoinBlocks blocks;
    private final Instant now;

    public BitcoinSource(BitcoinNetwork network, BitcoinBlocks blocks, Instant now) {
        this.network = network;
        this.blocks = blocks;
        this.now = now;
    }

    @Override
    public ChainId chain() {
        return network.chainId();
    }

    @Override
    public Optional<String> blockHash(long height) {
        return blocks.hashAt(height);
    }

    @Override
    public Map<Pair, Amount> balances(BlockRef block, Set<Pair> pairs) {
        Map<AccountId, String> scripts = new HashMap<>();
        for (Pair pair : pairs) {
            BitcoinAddresses.scriptHex(pair.account()).ifPresent(script -> scripts.put(pair.account(), script));
        }
        Map<String, Amount> found = replay(block, Set.copyOf(scripts.values()));
        return pairs.stream()
                .collect(Collectors.toMap(
                        pair -> pair,
                        pair -> pair.asset().equals(network.coin()) && scripts.containsKey(pair.account())
                                ? found.getOrDefault(scripts.get(pair.account()), Amount.ZERO)
                                : Amount.ZERO));
    }

    private Map<String, Amount> replay(BlockRef upTo, Set<String> scripts) {
        HeaderTree headers = HeaderTree.ofGenesis(network);
        CoinView coins = new CoinView(scripts, List.of());
        try {
            for (long height = 1; height <= upTo.height(); height++) {
                RawBlock body = RawBlock.parse(blocks.block(hashAt(height)));
                if (headers.extend(List.of(body.header()), now) instanceof HeaderTree.Extension.Refused refused) {
                    throw new UnreadableException("the node's chain breaks the rules: " + refused.reason());
                }
                coins.apply(BlockSearch.effects(headers.tip(), body, coins));
                if (height > KEPT_HEADERS) {
                    headers.forgetBelow(height - KEPT_HEADERS);
                }
            }
        } catch (MalformedBlockException e) {
            throw new UnreadableException("the node gave a bad block: " + e.getMessage());
        }
        if (!headers.tip().hash().equals(upTo.hash())) {
            throw new UnreadableException("the node's block at height " + upTo.height() + " is "
                    + headers.tip().hash() + ", not " + upTo.hash());
        }
        Map<String, Amount> sums = new TreeMap<>();
        coins.unspent().forEach(coin -> sums.merge(coin.scriptHex(), Amount.of(coin.valueSat()), Amount::plus));
        return sums;
    }

    /** More than one retarget period, so that every rule still finds the headers it looks back at. */
    private static final long KEPT_HEADERS = 4_032;

    private String hashAt(long height) {
        return blocks.hashAt(height)
                .orElseThrow(() -> new UnreadableException("the node has no block at height " + height));
    }
}
