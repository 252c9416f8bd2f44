package org.plainsight.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.evidence.BlockRef;

class EventFilterTest {

    private static final String ADDRESS = "eip155:1:0x00000000219ab540356cbb839cbe05303d7705fa";
    private static final String ASSET = "eip155:1/slip44:60";

    static PublicEvent movement(String key, String address, long amount) {
        BlockRef block =
                new BlockRef(ChainId.parse("eip155:1"), 7, "ab".repeat(32), Instant.parse("2026-11-20T10:00:00Z"));
        return new PublicEvent(
                key,
                EventKind.MOVEMENT,
                block.time(),
                Optional.of(AccountId.parse(address)),
                Optional.of(AssetId.parse(ASSET)),
                Optional.of(Amount.of(amount)),
                Optional.of("Example Ltd"),
                "Moved",
                "/addresses/" + address,
                new Citation(amount + " wei moved out", Optional.of(block), Optional.of(3L), Optional.empty()));
    }

    private static EventFilter filter(String kinds, String address, String asset, String entity, String least) {
        return EventFilter.parse(
                Optional.of(kinds), Optional.of(address), Optional.of(asset), Optional.of(entity), Optional.of(least));
    }

    @Test
    void an_event_passes_only_where_every_part_fits() {
        PublicEvent event = movement("a", ADDRESS, 100);
        assertThat(EventFilter.ALL.passes(event)).isTrue();
        assertThat(filter("movement,claim", ADDRESS, ASSET, "Example Ltd", "100")
                        .passes(event))
                .isTrue();
        assertThat(filter("claim", ADDRESS, ASSET, "", "").passes(event)).isFalse();
        assertThat(filter("", ADDRESS.replace("5fa", "5fb"), "", "", "").passes(event))
                .isFalse();
        assertThat(filter("", "", "eip155:10/slip44:60", "", "").passes(event)).isFalse();
        assertThat(filter("", "", "", "Example Ltd.", "").passes(event)).isFalse();
        assertThat(filter("", "", "", "", "101").passes(event)).isFalse();
    }

    @Test
    void a_wrong_part_is_named_with_its_remedy() {
        assertThatThrownBy(() -> filter("movemnt", "", "", "", ""))
                .isInstanceOf(MalformedFilterException.class)
                .hasMessageContaining("movemnt")
                .hasMessageContaining("stale-proof");
        assertThatThrownBy(() -> filter("", "", "", "", "1.5"))
                .isInstanceOf(MalformedFilterException.class)
                .hasMessageContaining("smallest units");
    }

    @Test
    void an_event_comes_back_from_storage_as_it_was() {
        PublicEvent event = movement("a", ADDRESS, 100);
        assertThat(NumberedEvent.stored(4, NumberedEvent.body(event).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new NumberedEvent(4, event));
    }

    @Test
    void a_citation_names_figure_block_hash_and_log_index() {
        assertThat(movement("a", ADDRESS, 100).citation().line())
                .isEqualTo("100 wei moved out; eip155:1 block 7, hash " + "ab".repeat(32) + "; log index 3");
    }
}
