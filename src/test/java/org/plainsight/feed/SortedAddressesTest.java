package org.plainsight.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.AccountId;
import org.plainsight.disclosure.Attribution.Claim;
import org.plainsight.disclosure.Json;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.LogProof;
import org.plainsight.merkle.LogTree;
import org.plainsight.testing.TestClaim;

class SortedAddressesTest {

    private static final FeedHead HEAD = new FeedHead(9, Instant.parse("2026-11-22T10:00:00Z"), "ab".repeat(32));
    private final Random random = new Random(1);

    private static AccountId account(int number) {
        return AccountId.parse("eip155:1:0x%040x".formatted(number));
    }

    private static FeedEntry entry(int number) {
        return new FeedEntry(
                number,
                TestClaim.of("id-" + number, Instant.EPOCH, account(number), Claim.OWNED, "E")
                        .build());
    }

    private static long verified(Json.Obj answer, Json.Obj place) {
        long index = place.integer("index");
        List<Hash32> proof = place.list("proof", hash -> Hash32.fromHex(Json.asText(hash)));
        Hash32 leaf = LogTree.leafHash(place.text("address").getBytes(StandardCharsets.UTF_8));
        assertThat(LogProof.verifyInclusion(
                        index, answer.integer("list_size"), leaf, proof, Hash32.fromHex(answer.text("list_root"))))
                .isEmpty();
        return index;
    }

    @Test
    void presence_and_absence_of_every_address_are_proven_by_the_list() {
        for (int size : new int[] {0, 1, 2, 3, 7, 64, 100}) {
            List<FeedEntry> entries = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                entries.add(entry(10 * i + 5));
            }
            java.util.Collections.shuffle(entries, random);
            SortedAddresses list = new SortedAddresses(
                    HEAD,
                    entries.stream()
                            .map(e -> e.attribution().subject().toString())
                            .toList());
            for (int asked = 0; asked < 10 * size + 10; asked++) {
                Json.Obj answer = list.answer(account(asked));
                boolean here = asked % 10 == 5 && asked < 10 * size;
                assertThat(answer.find("present")).contains(new Json.Bool(here));
                if (here) {
                    verified(answer, answer.object("at"));
                    continue;
                }
                Optional<Json.Obj> before = answer.optionalObject("before");
                Optional<Json.Obj> after = answer.optionalObject("after");
                long left = before.map(b -> verified(answer, b)).orElse(-1L);
                long right = after.map(a -> verified(answer, a)).orElse((long) size);
                assertThat(right).isEqualTo(left + 1);
                String text = account(asked).toString();
                before.ifPresent(b -> assertThat(b.text("address")).isLessThan(text));
                after.ifPresent(a -> assertThat(a.text("address")).isGreaterThan(text));
            }
        }
    }
}
