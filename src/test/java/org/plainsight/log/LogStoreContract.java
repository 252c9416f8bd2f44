package org.plainsight.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.plainsight.merkle.Hash32;

/** What every storage of the log keeps to. */
public abstract class LogStoreContract {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Hash32 ROOT = Hash32.sha256(new byte[] {1});
    private static final Hash32 OTHER_ROOT = Hash32.sha256(new byte[] {2});

    protected abstract LogStore store();

    protected abstract <T> T inTransaction(Supplier<T> work);

    @Test
    public void a_new_log_is_empty() {
        assertThat(store().size()).isZero();
        assertThat(store().head()).isEmpty();
        assertThat(store().tile(0, 0)).isEmpty();
        assertThat(store().entries(0, 10)).isEmpty();
    }

    @Test
    public void entries_get_their_indexes_in_order_and_read_back() {
        TransparencyLog log = new TiledLog(store(), (from, entries) -> {});
        assertThat(inTransaction(() -> log.append(entries(0, 3)))).containsExactly(0L, 1L, 2L);
        assertThat(inTransaction(() -> {
                    List<Long> first = log.append(entries(3, 4));
                    assertThat(log.size()).isEqualTo(4);
                    List<Long> indexes = new ArrayList<>(first);
                    indexes.addAll(log.append(entries(4, 6)));
                    return indexes;
                }))
                .containsExactly(3L, 4L, 5L);
        assertThat(log.entries(0, 100)).containsExactlyElementsOf(entries(0, 6));
        assertThat(log.entries(4, 1)).containsExactlyElementsOf(entries(4, 5));
        assertThat(log.entry(5)).hasValue(entries(5, 6).getFirst());
        assertThat(log.entry(6)).isEmpty();
        assertThat(log.entry(-1)).isEmpty();
        assertThat(store().leafHashes(2, 2))
                .containsExactly(
                        LogEntry.of(entries(2, 3).getFirst()).leafHash(),
                        LogEntry.of(entries(3, 4).getFirst()).leafHash());
    }

    @Test
    public void an_append_that_is_rolled_back_leaves_no_trace() {
        TransparencyLog log = new TiledLog(store(), (from, entries) -> {});
        inTransaction(() -> log.append(entries(0, 2)));
        assertThatThrownBy(() -> inTransaction(() -> {
                    log.append(entries(2, 5));
                    throw new IllegalStateException("the feature failed after its append");
                }))
                .hasMessageContaining("the feature failed");
        assertThat(log.size()).isEqualTo(2);
        assertThat(inTransaction(() -> log.append(entries(7, 8)))).containsExactly(2L);
    }

    @Test
    public void a_refused_entry_undoes_the_whole_append() {
        TransparencyLog log = new TiledLog(store(), (from, entries) -> {
            if (from == 0 && new String(entries.get(1), StandardCharsets.UTF_8).equals("entry 1")) {
                throw new RefusedEntryException("said before");
            }
        });
        assertThatThrownBy(() -> inTransaction(() -> log.append(entries(0, 3))))
                .isInstanceOf(RefusedEntryException.class);
        assertThat(log.size()).isZero();
    }

    @Test
    public void an_append_outside_a_transaction_is_refused() {
        TransparencyLog log = new TiledLog(store(), (from, entries) -> {});
        assertThatThrownBy(() -> log.append(entries(0, 1))).isInstanceOf(IllegalStateException.class);
        assertThat(log.size()).isZero();
    }

    @Test
    public void the_longest_entry_fits_and_a_longer_or_empty_one_does_not() {
        TransparencyLog log = new TiledLog(store(), (from, entries) -> {});
        inTransaction(() -> log.append(List.of(new byte[TransparencyLog.MAX_ENTRY_BYTES])));
        assertThatThrownBy(() -> inTransaction(
                        () -> log.append(List.of(new byte[1], new byte[TransparencyLog.MAX_ENTRY_BYTES + 1]))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> inTransaction(() -> log.append(List.of(new byte[0]))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(log.size()).isEqualTo(1);
    }

    @Test
    public void many_writers_at_once_leave_no_gap_and_share_no_index() throws Exception {
        TransparencyLog log = new TiledLog(store(), (from, entries) -> {});
        List<Callable<List<Long>>> writers = new ArrayList<>();
        for (int writer = 0; writer < 8; writer++) {
            int from = writer * 100;
            writers.add(() -> {
                List<Long> indexes = new ArrayList<>();
                for (int i = from; i < from + 10; i++) {
                    int entry = i;
                    indexes.addAll(inTransaction(() -> log.append(entries(entry, entry + 3))));
                }
                return indexes;
            });
        }
        List<Long> all = Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (var answer : threads.invokeAll(writers)) {
                all.addAll(answer.get());
            }
        }
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, 240).boxed().toList());
        assertThat(log.size()).isEqualTo(240);
        assertThat(log.entries(0, 1_000)).hasSize(240);
    }

    @Test
    public void ten_thousand_entries_append_in_one_call() {
        TransparencyLog log = new TiledLog(store(), (from, entries) -> {});
        assertThat(inTransaction(() -> log.append(entries(0, 10_000)))).hasSize(10_000);
        assertThat(log.entry(9_999)).hasValue(entries(9_999, 10_000).getFirst());
    }

    @Test
    public void the_head_moves_only_from_what_was_expected_and_takes_its_tiles_along() {
        inTransaction(() -> new TiledLog(store(), (from, entries) -> {}).append(entries(0, 9)));
        SignedCheckpoint first = head(3, ROOT, 0);
        SignedCheckpoint second = head(5, OTHER_ROOT, 1);
        Tile narrow = new Tile(0, 0, List.of(ROOT));
        Tile wide = new Tile(0, 0, List.of(ROOT, OTHER_ROOT));
        assertThat(store().publish(Optional.of(first), second, List.of(wide))).isFalse();
        assertThat(store().publish(Optional.empty(), first, List.of(narrow))).isTrue();
        assertThat(store().publish(Optional.empty(), second, List.of(wide))).isFalse();
        assertThat(store().tile(0, 0)).hasValue(narrow);
        assertThat(store().head()).hasValue(first);
        assertThat(store().publish(Optional.of(first), second, List.of(wide))).isTrue();
        assertThat(store().publish(Optional.of(first), head(6, ROOT, 2), List.of()))
                .isFalse();
        assertThat(store().tile(0, 0)).hasValue(wide);
        assertThat(store().head()).hasValue(second);
    }

    @Test
    public void the_head_is_never_taken_back_and_a_tile_never_changes() {
        inTransaction(() -> new TiledLog(store(), (from, entries) -> {}).append(entries(0, 9)));
        SignedCheckpoint head = head(5, ROOT, 5);
        store().publish(Optional.empty(), head, List.of(new Tile(0, 0, List.of(ROOT, ROOT))));
        List<SignedCheckpoint> refused = List.of(
                head(4, ROOT, 6), // smaller
                head(5, OTHER_ROOT, 6), // a fork
                head(6, ROOT, 4), // earlier
                head(10, ROOT, 6)); // beyond the entries
        for (SignedCheckpoint next : refused) {
            assertThatThrownBy(() -> store().publish(Optional.of(head), next, List.of()))
                    .isInstanceOf(RuntimeException.class);
        }
        for (List<Hash32> hashes : List.of(List.of(ROOT), List.of(OTHER_ROOT, ROOT), List.of(ROOT, OTHER_ROOT, ROOT))) {
            Tile tile = new Tile(0, 0, hashes);
            assertThatThrownBy(() -> store().publish(Optional.of(head), head(6, ROOT, 6), List.of(tile)))
                    .isInstanceOf(RuntimeException.class);
        }
        assertThat(store().head()).hasValue(head);
        assertThat(store().tile(0, 0).orElseThrow().hashes()).containsExactly(ROOT, ROOT);
    }

    protected static List<byte[]> entries(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> ("entry " + i).getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    protected static SignedCheckpoint head(long size, Hash32 root, int secondsPastNoon) {
        return new SignedCheckpoint(size, root, "note " + size, NOON.plusSeconds(secondsPastNoon));
    }
}
