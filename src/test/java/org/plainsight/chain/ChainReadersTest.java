package org.plainsight.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.evidence.BlockRef;

class ChainReadersTest {

    private static final ChainId ONE = ChainId.parse("eip155:1");
    private static final ChainId TWO = ChainId.parse("eip155:2");

    @Test
    void readers_of_all_sources_are_found_by_chain_and_listed_in_order() {
        ChainReaders readers = new ChainReaders(List.of(() -> List.of(silent(TWO)), () -> List.of(silent(ONE))));

        assertThat(readers.all()).extracting(ChainReader::chain).containsExactly(ONE, TWO);
        assertThat(readers.find(TWO)).get().extracting(ChainReader::chain).isEqualTo(TWO);
        assertThat(readers.find(ChainId.parse("eip155:3"))).isEmpty();
    }

    @Test
    void one_chain_followed_twice_is_refused_by_name() {
        assertThatThrownBy(() -> new ChainReaders(List.of(() -> List.of(silent(ONE)), () -> List.of(silent(ONE)))))
                .hasMessageContaining("eip155:1 is configured twice");
    }

    private static ChainReader silent(ChainId chain) {
        return new ChainReader() {
            @Override
            public ChainId chain() {
                return chain;
            }

            @Override
            public ChainStatus status() {
                return new ChainStatus(
                        chain, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("silent"), false);
            }

            @Override
            public Optional<BlockRef> finalBlockAtOrBefore(Instant cutOff) {
                return Optional.empty();
            }

            @Override
            public Optional<BlockRef> blockAt(long height) {
                return Optional.empty();
            }

            @Override
            public Reading holdingsAt(BlockRef block, Collection<AccountId> accounts, Collection<AssetId> assets) {
                return new Reading.Unknown("silent");
            }

            @Override
            public List<Holding> latestHoldings(AccountId account) {
                return List.of();
            }

            @Override
            public List<Holding> latestHoldings() {
                return List.of();
            }

            @Override
            public List<Movement> movements(AccountId account, int offset, int limit) {
                return List.of();
            }
        };
    }
}
