package org.plainsight.reserves.job;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.ChainStatus;
import org.plainsight.chain.Evidence;
import org.plainsight.chain.Holding;
import org.plainsight.chain.Reading;
import org.plainsight.chain.SilentChain;
import org.plainsight.evidence.BlockRef;

/** A chain that is final when told so, and holds one coin at every address. */
final class FakeChain extends SilentChain {

    static final ChainId ID = ChainId.parse("eip155:31337");
    static final AssetId ETH = AssetId.parse("eip155:31337/slip44:60");
    static final BlockRef BLOCK = new BlockRef(ID, 100, "ab".repeat(32), Instant.parse("2026-11-01T00:00:00Z"));

    boolean isFinal = true;
    boolean isReachable = true;
    boolean leavesOneOut;
    Optional<Evidence> evidence = Optional.empty();

    FakeChain() {
        super(ID);
    }

    @Override
    public ChainStatus status() {
        return new ChainStatus(ID, Optional.of(BLOCK), Optional.of(BLOCK), Optional.empty(), Optional.empty(), false);
    }

    @Override
    public Optional<BlockRef> finalBlockAtOrBefore(Instant cutOff) {
        return isFinal ? Optional.of(BLOCK) : Optional.empty();
    }

    @Override
    public Reading holdingsAt(BlockRef block, Collection<AccountId> accounts, Collection<AssetId> assets) {
        if (!isReachable) {
            return new Reading.Unknown("the node cannot be reached");
        }
        List<Holding> holdings = new ArrayList<>();
        for (AccountId account : accounts) {
            for (AssetId asset : assets) {
                holdings.add(new Holding(account, asset, Amount.of(1_000), block));
            }
        }
        return new Reading.Known(block, leavesOneOut ? holdings.subList(1, holdings.size()) : holdings);
    }

    @Override
    public Optional<Evidence> evidenceFor(Reading.Known reading) {
        return evidence;
    }

    /** A file that lacks something for as long as told so. */
    record FakeEvidence(Optional<String> awaited) implements Evidence {
        @Override
        public String kind() {
            return "fake/1";
        }

        @Override
        public BlockRef block() {
            return BLOCK;
        }

        @Override
        public Set<AssetId> proven() {
            return Set.of();
        }

        @Override
        public Map<AssetId, String> unproven() {
            return Map.of(ETH, "not proven");
        }

        @Override
        public Optional<String> contradiction() {
            return Optional.empty();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(1);
        }
    }
}
