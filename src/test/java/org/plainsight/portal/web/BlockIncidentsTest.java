package org.plainsight.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.ChainId;
import org.plainsight.disclosure.IncidentStatement;
import org.plainsight.disclosure.IncidentStatement.Kind;
import org.plainsight.evidence.BlockRef;

class BlockIncidentsTest {

    private static final ChainId CHAIN = ChainId.parse("eip155:31337");
    private static final Instant TIME = Instant.parse("2026-11-01T00:00:00Z");

    @Test
    void a_rewritten_chain_takes_away_the_block_where_it_forked_and_all_above() {
        IncidentStatement reorg = incident(Kind.REORG_BELOW_FINALITY, block(CHAIN, 100, "a"));
        assertThat(BlockIncidents.takesAway(reorg, block(CHAIN, 99, "b"))).isFalse();
        assertThat(BlockIncidents.takesAway(reorg, block(CHAIN, 100, "a"))).isTrue();
        assertThat(BlockIncidents.takesAway(reorg, block(CHAIN, 110, "c"))).isTrue();
    }

    @Test
    void a_rewritten_chain_leaves_the_blocks_of_other_chains_alone() {
        IncidentStatement reorg = incident(Kind.REORG_BELOW_FINALITY, block(CHAIN, 100, "a"));
        assertThat(BlockIncidents.takesAway(reorg, block(ChainId.parse("eip155:31338"), 110, "c")))
                .isFalse();
    }

    @Test
    void an_orphaned_block_takes_away_only_itself() {
        IncidentStatement orphan = incident(Kind.ORPHANED_BLOCK, block(CHAIN, 100, "a"));
        assertThat(BlockIncidents.takesAway(orphan, block(CHAIN, 100, "a"))).isTrue();
        assertThat(BlockIncidents.takesAway(orphan, block(CHAIN, 110, "c"))).isFalse();
    }

    @Test
    void a_chain_that_is_only_stale_takes_nothing_away() {
        IncidentStatement stale = incident(Kind.STALE_CHAIN, block(CHAIN, 100, "a"));
        assertThat(BlockIncidents.takesAway(stale, block(CHAIN, 100, "a"))).isFalse();
    }

    private static BlockRef block(ChainId chain, long height, String digit) {
        return new BlockRef(chain, height, digit.repeat(64), TIME);
    }

    private static IncidentStatement incident(Kind kind, BlockRef block) {
        return new IncidentStatement(kind, TIME, "seen", Optional.of(block), Optional.empty());
    }
}
