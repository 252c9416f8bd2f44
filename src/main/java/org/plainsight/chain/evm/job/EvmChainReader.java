package org.plainsight.chain.evm.job;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.ChainReader;
import org.plainsight.chain.ChainStatus;
import org.plainsight.chain.Evidence;
import org.plainsight.chain.Holding;
import org.plainsight.chain.Movement;
import org.plainsight.chain.Reading;
import org.plainsight.chain.RecordedPast;
import org.plainsight.chain.evm.AccountAsset;
import org.plainsight.chain.evm.Balance;
import org.plainsight.chain.evm.BalanceReader;
import org.plainsight.chain.evm.NodeException;
import org.plainsight.chain.evm.ledger.RecordedState;
import org.plainsight.chain.evm.proof.ProofSource;
import org.plainsight.chain.evm.proof.Prover;
import org.plainsight.evidence.BlockRef;

/** Answers about one chain from the record, and about balances at a block from the node first. */
final class EvmChainReader implements ChainReader {

    private static final Logger LOG = Logger.getLogger(EvmChainReader.class);

    private final FollowerSettings settings;
    private final ChainId chain;
    private final RecordedState recorded;
    private final BalanceReader node;
    private final ProofSource proofs;
    private final Contact contact;
    private final Clock clock;

    EvmChainReader(
            FollowerSettings settings,
            RecordedState recorded,
            BalanceReader node,
            ProofSource proofs,
            Contact contact,
            Clock clock) {
        this.settings = settings;
        this.chain = settings.chain();
        this.recorded = recorded;
        this.node = node;
        this.proofs = proofs;
        this.contact = contact;
        this.clock = clock;
    }

    @Override
    public ChainId chain() {
        return chain;
    }

    @Override
    public ChainStatus status() {
        Optional<BlockRef> tip = recorded.tip(chain);
        Optional<String> stopped = stopped();
        Optional<String> problem = stopped.or(() -> contact.problem(
                clock.instant(), settings, tip.map(BlockRef::height).orElse(-1L)));
        return new ChainStatus(
                chain, tip, recorded.finalised(chain), contact.last().at(), problem, stopped.isPresent());
    }

    @Override
    public Optional<BlockRef> finalBlockAtOrBefore(Instant cutOff) {
        return recorded.finalBlockAtOrBefore(chain, cutOff);
    }

    @Override
    public Optional<BlockRef> blockAt(long height) {
        return recorded.blockAt(chain, height);
    }

    /** Ask asset by asset where one bad token must not hide the others: an answer is whole or not at all. */
    @Override
    public Reading holdingsAt(BlockRef block, Collection<AccountId> accounts, Collection<AssetId> assets) {
        if (recorded.blockAt(chain, block.height())
                .filter(b -> b.hash().equals(block.hash()))
                .isEmpty()) {
            return new Reading.Unknown("block " + block.height() + " with hash 0x" + block.hash()
                    + " is not of the chain as followed here");
        }
        List<AccountAsset> pairs = new ArrayList<>();
        for (AssetId asset : assets) {
            if (!asset.chain().equals(chain) || !(asset.isNative() || asset.isErc20())) {
                return new Reading.Unknown(asset + " cannot be read on " + chain);
            }
            for (AccountId account : accounts) {
                pairs.add(new AccountAsset(account, asset));
            }
        }
        Map<AccountAsset, Balance> kept = recorded.balancesAt(block, pairs);
        if (contact.last().refused()) {
            return fromRecord(block, pairs, kept, "the node is of another network");
        }
        try {
            return fromNode(block, pairs, kept, node.balances(block.hash(), pairs));
        } catch (NodeException e) {
            return fromRecord(block, pairs, kept, e.getMessage() == null ? "no answer" : e.getMessage());
        }
    }

    private static Reading fromNode(
            BlockRef block, List<AccountAsset> pairs, Map<AccountAsset, Balance> kept, List<Balance> answers) {
        List<Holding> holdings = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            AccountAsset pair = pairs.get(i);
            switch (answers.get(i)) {
                case Balance.Unreadable(String reason) -> {
                    return new Reading.Unknown(
                            pair.asset() + " of " + pair.account().address() + ": " + reason);
                }
                case Balance.Known known -> {
                    if (kept.get(pair) instanceof Balance.Known before && !before.equals(known)) {
                        return new Reading.Unknown("the node contradicts what it said before about " + pair.asset()
                                + " of " + pair.account().address() + " at block " + block.height());
                    }
                    holdings.add(new Holding(pair.account(), pair.asset(), known.amount(), block));
                }
            }
        }
        return new Reading.Known(block, holdings);
    }

    private static Reading fromRecord(
            BlockRef block, List<AccountAsset> pairs, Map<AccountAsset, Balance> kept, String why) {
        List<Holding> holdings = new ArrayList<>();
        for (AccountAsset pair : pairs) {
            switch (kept.get(pair)) {
                case Balance.Known(var amount) ->
                    holdings.add(new Holding(pair.account(), pair.asset(), amount, block));
                case Balance.Unreadable(String reason) -> {
                    return new Reading.Unknown(
                            pair.asset() + " of " + pair.account().address() + ": " + reason);
                }
                case null -> {
                    return new Reading.Unknown("the node did not answer (" + why + "), and "
                            + pair.account().address() + " was not read at block " + block.height());
                }
            }
        }
        return new Reading.Known(block, holdings);
    }

    /** A node that gives no proofs leaves the reading as it is: observed, and said to be no more. */
    @Override
    public Optional<Evidence> evidenceFor(Reading.Known reading) {
        try {
            Prover.Outcome outcome = new Prover(proofs, node).prove(reading);
            return outcome.evidence().map(found -> new ProvenReading(found, outcome));
        } catch (NodeException e) {
            LOG.warnf("%s: block %d is not proven: %s", chain, reading.block().height(), e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public List<Holding> latestHoldings(AccountId account) {
        return recorded.latest(chain, Optional.of(account));
    }

    @Override
    public List<Holding> latestHoldings() {
        return recorded.latest(chain, Optional.empty());
    }

    @Override
    public Map<AssetId, Reading> recordedHoldings(AccountId account, BlockRef block) {
        List<RecordedPast> past = recorded.past(account);
        Map<AssetId, Reading> found = new TreeMap<>();
        Optional<String> stopped = stopped();
        if (stopped.isPresent()) {
            past.forEach(each -> found.put(each.asset(), new Reading.Unknown(stopped.get())));
            return found;
        }
        Map<AccountAsset, Balance> kept = recorded.balancesAt(
                block,
                past.stream().map(p -> new AccountAsset(account, p.asset())).toList());
        for (RecordedPast each : past) {
            AccountAsset pair = new AccountAsset(account, each.asset());
            found.put(each.asset(), recordedAt(block, pair, each, Optional.ofNullable(kept.get(pair))));
        }
        return found;
    }

    private Optional<String> stopped() {
        return recorded.stopped(chain).map(reason -> "Following stopped: " + reason);
    }

    private Reading recordedAt(BlockRef block, AccountAsset pair, RecordedPast past, Optional<Balance> kept) {
        if (block.height() < past.holdingsFrom()) {
            return new Reading.Unknown("This portal reads it since block " + past.holdingsFrom() + ".");
        }
        return switch (kept.orElse(null)) {
            case Balance.Known(var amount) ->
                new Reading.Known(block, List.of(new Holding(pair.account(), pair.asset(), amount, block)));
            case Balance.Unreadable(String reason) -> new Reading.Unknown(reason);
            case null ->
                new Reading.Unknown("It was not read at this very block. The nearest blocks read in full: "
                        + recorded.readInFullAround(chain, block.height()).stream()
                                .map(String::valueOf)
                                .collect(Collectors.joining(" and "))
                        + ".");
        };
    }

    @Override
    public List<RecordedPast> recordedPast(AccountId account) {
        return recorded.past(account);
    }

    @Override
    public List<Movement> movementsUpTo(long height, AccountId account, int offset, int limit) {
        return recorded.movements(account, height, offset, limit);
    }
}
