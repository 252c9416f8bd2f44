package org.plainsight.registry.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.ChainReaders;
import org.plainsight.chain.ChainStatus;
import org.plainsight.chain.Holding;
import org.plainsight.chain.Reading;
import org.plainsight.chain.SilentChain;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.Attribution.Claim;
import org.plainsight.evidence.BlockRef;
import org.plainsight.registry.AddressClaim;
import org.plainsight.registry.PinnedAsset;
import org.plainsight.registry.RegistryChanges;
import org.plainsight.registry.RegistryChanges.Change;
import org.plainsight.testing.TestClaim;

class TouchedValueTest {

    private static final ChainId CHAIN = ChainId.parse("eip155:31337");
    private static final AssetId ETH = AssetId.parse("eip155:31337/slip44:60");
    private static final AccountId BIG = account(1);
    private static final AccountId SMALL = account(2);
    private static final AccountId STRANGER = account(3);
    private static final AccountId JOINING = account(4);

    private final OneChain chain = new OneChain();

    @Test
    void what_changes_at_an_address_of_ours_counts_against_everything_of_ours() {
        TouchedValue value = value();
        value.take(change(SMALL, Claim.OWNED, Optional.of(Claim.OWNED)));
        assertThat(value.unknown()).isEmpty();
        assertThat(value.shares()).singleElement().satisfies(s -> {
            assertThat(s.percent()).isEqualTo("0.1000 %");
            assertThat(s.isLarge()).isFalse();
        });
    }

    @Test
    void what_a_stranger_holds_does_not_make_our_changes_look_small() {
        chain.holdings.put(STRANGER, 1_000_000L);
        TouchedValue value = value();
        value.take(change(BIG, Claim.FORMERLY_OWNED, Optional.of(Claim.OWNED)));
        assertThat(value.shares().getFirst().percent()).isEqualTo("99.9000 %");
    }

    @Test
    void what_a_joining_address_holds_is_asked_of_its_chain() {
        chain.holdings.put(JOINING, 500L);
        TouchedValue value = value();
        value.take(change(JOINING, Claim.OWNED, Optional.empty()));
        assertThat(value.unknown()).isEmpty();
        assertThat(value.shares().getFirst().percent()).isEqualTo("33.3334 %");
    }

    @Test
    void a_chain_that_cannot_say_leaves_the_value_unknown() {
        chain.silent = true;
        TouchedValue value = value();
        value.take(change(JOINING, Claim.OWNED, Optional.empty()));
        assertThat(value.unknown())
                .singleElement()
                .asString()
                .contains("1 joining address")
                .contains("node is off");
        TouchedValue elsewhere = value();
        elsewhere.take(change(AccountId.parse("eip155:5:" + JOINING.address()), Claim.OWNED, Optional.empty()));
        assertThat(elsewhere.unknown()).singleElement().asString().contains("not followed");
    }

    @Test
    void a_disclaimer_touches_no_value_of_ours() {
        chain.holdings.put(STRANGER, 5L);
        TouchedValue value = value();
        value.take(change(STRANGER, Claim.NOT_OWNED, Optional.empty()));
        assertThat(value.unknown()).isEmpty();
        assertThat(value.shares()).isEmpty();
    }

    private TouchedValue value() {
        return new TouchedValue(
                List.of(new PinnedAsset(ETH, "ETH", "Ether", 18, List.of(new PinnedAsset.Representation(ETH, 18)))),
                Set.of(BIG, SMALL),
                new ChainReaders(List.of(() -> List.of(chain))));
    }

    private static AccountId account(int number) {
        return new AccountId(CHAIN, "0x%040x".formatted(number));
    }

    private static Change change(AccountId account, Claim claim, Optional<Claim> before) {
        return new Change(
                RegistryChanges.Kind.CHANGED,
                attribution(account, claim),
                before.map(b -> new AddressClaim(0, attribution(account, b), Optional.empty())),
                List.of());
    }

    private static Attribution attribution(AccountId account, Claim claim) {
        return TestClaim.of("id", Instant.EPOCH, account, claim, "Example").build();
    }

    /** Holds what it is told, and may fall silent. */
    private static final class OneChain extends SilentChain {
        private static final BlockRef BLOCK = new BlockRef(CHAIN, 5, "ab".repeat(32), Instant.EPOCH);
        private final Map<AccountId, Long> holdings = new HashMap<>(Map.of(BIG, 999L, SMALL, 1L));
        private boolean silent;

        OneChain() {
            super(CHAIN);
        }

        @Override
        public ChainStatus status() {
            return new ChainStatus(
                    CHAIN, Optional.of(BLOCK), Optional.of(BLOCK), Optional.empty(), Optional.empty(), false);
        }

        @Override
        public Optional<BlockRef> finalBlockAtOrBefore(Instant cutOff) {
            return Optional.of(BLOCK);
        }

        @Override
        public Reading holdingsAt(BlockRef block, Collection<AccountId> accounts, Collection<AssetId> assets) {
            return silent
                    ? new Reading.Unknown("its node is off")
                    : new Reading.Known(
                            block,
                            accounts.stream()
                                    .map(a -> holding(a, holdings.getOrDefault(a, 0L)))
                                    .toList());
        }

        @Override
        public List<Holding> latestHoldings() {
            return holdings.entrySet().stream()
                    .filter(e -> !e.getKey().equals(JOINING))
                    .map(e -> holding(e.getKey(), e.getValue()))
                    .toList();
        }

        private static Holding holding(AccountId account, long amount) {
            return new Holding(account, ETH, Amount.of(amount), BLOCK);
        }
    }
}
