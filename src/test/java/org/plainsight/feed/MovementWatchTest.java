package org.plainsight.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.ChainStatus;
import org.plainsight.chain.Holding;
import org.plainsight.chain.Movement;
import org.plainsight.chain.SilentChain;
import org.plainsight.event.PublicEvent;
import org.plainsight.evidence.BlockRef;

class MovementWatchTest {

    private static final ChainId CHAIN = ChainId.parse("eip155:1");
    private static final AssetId ASSET = AssetId.parse("eip155:1/slip44:60");
    private static final AccountId ACCOUNT = AccountId.parse("eip155:1:0x%040x".formatted(1));
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    /** One address whose every movement is given. */
    private static final class OneAddress extends SilentChain {
        private final List<Movement> moved = new ArrayList<>();
        private long finalHeight;
        private int asked;

        OneAddress() {
            super(CHAIN);
        }

        void move(long height, long amount, Instant time) {
            moved.addFirst(new Movement(
                    ACCOUNT,
                    ASSET,
                    new BlockRef(CHAIN, height, "%064x".formatted(height), time),
                    Optional.of("%064x".formatted(height + 1_000)),
                    Movement.Direction.OUT,
                    Amount.of(amount),
                    Optional.empty(),
                    Movement.Kind.TRANSFER));
        }

        private BlockRef block(long height) {
            return new BlockRef(CHAIN, height, "%064x".formatted(height), NOW);
        }

        @Override
        public ChainStatus status() {
            return new ChainStatus(
                    CHAIN,
                    Optional.empty(),
                    Optional.of(block(finalHeight)),
                    Optional.empty(),
                    Optional.empty(),
                    false);
        }

        @Override
        public List<Holding> latestHoldings(AccountId account) {
            return latestHoldings();
        }

        @Override
        public List<Holding> latestHoldings() {
            return List.of(new Holding(ACCOUNT, ASSET, Amount.of(1_000L - moved.size()), block(asked + 1)));
        }

        @Override
        public List<Movement> movementsUpTo(long height, AccountId account, int offset, int limit) {
            asked++;
            return List.copyOf(moved);
        }
    }

    private final OneAddress chain = new OneAddress();
    private final MovementWatch watch = new MovementWatch(Map.of(ASSET, Amount.of(100)));

    @Test
    void a_movement_is_told_once_it_is_final_and_reaches_the_threshold() {
        chain.move(5, 100, NOW);
        chain.move(6, 99, NOW);
        chain.finalHeight = 4;
        assertThat(watch.look(chain, NOW)).isEmpty();
        chain.finalHeight = 6;
        List<PublicEvent> told = watch.look(chain, NOW);
        assertThat(told).singleElement().satisfies(event -> {
            assertThat(event.amount()).contains(Amount.of(100));
            assertThat(event.citation().line()).contains("block 5, hash " + "%064x".formatted(5));
        });
        assertThat(watch.look(chain, NOW)).isEmpty();
    }

    @Test
    void an_address_that_nothing_moved_at_is_not_asked_for_again() {
        chain.finalHeight = 9;
        watch.look(chain, NOW);
        watch.look(chain, NOW);
        assertThat(chain.asked).isEqualTo(1);
        chain.move(7, 200, NOW);
        assertThat(watch.look(chain, NOW)).hasSize(1);
        assertThat(chain.asked).isEqualTo(2);
    }

    @Test
    void after_a_restart_the_same_movement_has_the_same_key_and_history_stays_untold() {
        chain.finalHeight = 9;
        chain.move(5, 100, NOW.minus(Duration.ofDays(30)));
        chain.move(6, 300, NOW);
        List<PublicEvent> first = watch.look(chain, NOW);
        List<PublicEvent> again = new MovementWatch(Map.of(ASSET, Amount.of(100))).look(chain, NOW);
        assertThat(first).hasSize(1);
        assertThat(again)
                .extracting(PublicEvent::key)
                .isEqualTo(List.of(first.getFirst().key()));
    }
}
