package org.plainsight.chain.bitcoin.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.plainsight.chain.Movement;
import org.plainsight.chain.Reading;
import org.plainsight.chain.RecordedPast;
import org.plainsight.chain.bitcoin.BitcoinNetwork;
import org.plainsight.chain.bitcoin.BlockBuilder;
import org.plainsight.chain.bitcoin.BlockBuilder.Out;
import org.plainsight.chain.bitcoin.BlockBuilder.Tx;
import org.plainsight.chain.bitcoin.Coin;
import org.plainsight.chain.bitcoin.Outpoint;
import org.plainsight.chain.bitcoin.scan.ScriptTable;
import org.plainsight.chain.bitcoin.utxo.MalformedSnapshotException;
import org.plainsight.chain.bitcoin.utxo.SnapshotReader;
import org.plainsight.chain.bitcoin.utxo.SnapshotWriter;
import org.plainsight.chain.bitcoin.utxo.SnapshotWriter.Unspent;
import org.plainsight.chain.bitcoin.utxo.UtxoSnapshot;

/** What taking in a UTXO snapshot must be, on whatever store. */
public interface SnapshotImportContract {

    BitcoinNetwork NETWORK = BitcoinNetwork.REGTEST;
    int BASE = 40;

    FollowerContract.Fresh fresh();

    /** A chain of 60 blocks with payments to accounts 1 and 2, some spent again, followed by header only. */
    final class Scene {
        final FollowerContract.Fresh fresh;
        final FaultyCoinStore store;
        final Followed followed;

        Scene(FollowerContract.Fresh fresh) {
            this.fresh = fresh;
            this.store = new FaultyCoinStore(fresh.store(), new Random(1));
            this.followed = new Followed(store, fresh.queries());
            for (int i = 1; i <= 60; i++) {
                Tx coinbase = BlockBuilder.coinbase(followed.node.nextTag(), out(1 + i % 2, i), out(3, 7));
                followed.node.mine(i % 5 == 0 ? List.of(coinbase, spending(i)) : List.of(coinbase));
            }
        }

        /** Spends the oldest coin of account 1. */
        private Tx spending(int tag) {
            Outpoint oldest = followed.node.coins(followed.node.height()).stream()
                    .filter(c -> c.scriptHex().equals(Followed.script(1)))
                    .min((a, b) -> Long.compare(a.createdHeight(), b.createdHeight()))
                    .orElseThrow()
                    .outpoint();
            return new Tx(List.of(oldest), List.of(out(2, 1)), tag);
        }

        private static Out out(int account, long valueSat) {
            return new Out(Followed.script(account), valueSat);
        }

        Scene settled() {
            followed.settle();
            return this;
        }

        List<Unspent> coins() {
            return followed.node.coins(BASE).stream()
                    .map(SnapshotWriter::unspent)
                    .toList();
        }

        String baseHash() {
            return followed.node.header(BASE).hash();
        }

        byte[] file() {
            return SnapshotWriter.file(NETWORK, baseHash(), coins());
        }

        SnapshotImport.Outcome take(byte[] file, Optional<String> hash) {
            return new SnapshotImport(NETWORK, store, fresh.queries())
                    .run(new ByteArrayInputStream(file), followed.watched(), hash, (read, of) -> {});
        }

        SnapshotImport.Outcome take(byte[] file) {
            return take(file, Optional.of(hash(file)));
        }

        UtxoSnapshot read(byte[] file) {
            ScriptTable scripts = new ScriptTable();
            scripts.add(java.util.HexFormat.of().parseHex(Followed.script(1)));
            scripts.add(java.util.HexFormat.of().parseHex(Followed.script(2)));
            return new SnapshotReader(NETWORK, base -> OptionalLong.of(BASE), scripts)
                    .read(new ByteArrayInputStream(file), (read, of) -> {});
        }

        String hash(byte[] file) {
            return read(file).hashSerialized();
        }

        Reading balanceAt(long height) {
            return followed.reader()
                    .holdingsAt(
                            followed.reader().blockAt(height).orElseThrow(),
                            List.of(Followed.account(1)),
                            List.of(NETWORK.coin()));
        }

        void watch() {
            followed.watch(1);
            followed.watch(2);
        }

        void nothingWasImported() {
            assertThat(fresh.store().scripts()).isEmpty();
            assertThat(fresh.store().unspent(List.of(Followed.script(1), Followed.script(2))))
                    .isEmpty();
            assertThat(fresh.queries().changes(Followed.script(1), Long.MAX_VALUE, 0, 9))
                    .isEmpty();
        }
    }

    private Scene headersOnly() {
        Scene scene = new Scene(fresh()).settled();
        scene.watch();
        return scene;
    }

    private void isRefused(byte[] file, Scene scene, String why) {
        assertThatThrownBy(() -> scene.take(file, Optional.of("ab".repeat(32))))
                .isInstanceOf(MalformedSnapshotException.class)
                .hasMessageContaining(why);
        scene.nothingWasImported();
    }

    @Test
    default void after_an_import_following_goes_on_from_the_snapshots_block_and_no_earlier_block_is_asked_for() {
        Scene scene = headersOnly();

        SnapshotImport.Outcome outcome = scene.take(scene.file());
        scene.followed.settle();

        assertThat(outcome).isInstanceOfSatisfying(SnapshotImport.Outcome.Done.class, done -> {
            assertThat(done.addresses()).isEqualTo(2);
            assertThat(done.snapshot().found()).isNotEmpty();
        });
        scene.followed.checkEverything();
        assertThat(scene.followed.node.wasAskedFor(BASE)).isFalse();
        assertThat(scene.followed.node.wasAskedFor(BASE + 1)).isTrue();
    }

    @Test
    default void a_balance_is_known_from_the_snapshots_block_on_and_unknown_before_it() {
        Scene scene = headersOnly();
        scene.take(scene.file());
        scene.followed.settle();

        assertThat(scene.balanceAt(BASE - 1))
                .isInstanceOfSatisfying(
                        Reading.Unknown.class,
                        unknown -> assertThat(unknown.reason()).contains("blocks 1 to 40 were not searched"));
        long held = scene.followed.node.world(BASE).balance(Followed.script(1));
        assertThat(scene.balanceAt(BASE))
                .isInstanceOfSatisfying(
                        Reading.Known.class,
                        known ->
                                assertThat(known.holdings().getFirst().amount()).hasToString(Long.toString(held)));
    }

    @Test
    default void the_blocks_that_an_import_left_out_are_named_in_the_record_of_an_address() {
        Scene scene = headersOnly();
        scene.take(scene.file());
        scene.followed.settle();

        assertThat(scene.followed.reader().recordedPast(Followed.account(1)))
                .singleElement()
                .satisfies(past -> assertThat(past.missing()).containsExactly(new RecordedPast.Blocks(1, BASE)));
        assertThat(scene.followed.reader().recordedPast(Followed.account(999))).isEmpty();
    }

    @Test
    default void what_an_import_adds_to_a_balance_is_one_row_that_nothing_explains() {
        Scene scene = headersOnly();
        scene.take(scene.file());

        assertThat(scene.followed.reader().movements(Followed.account(1), 0, 9))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.kind()).isEqualTo(Movement.Kind.UNATTRIBUTED);
                    assertThat(row.block().height()).isEqualTo(BASE);
                });
    }

    @Test
    default void nothing_is_imported_of_a_file_truncated_anywhere() {
        Scene scene = headersOnly();
        byte[] file = scene.file();
        for (int length = 0; length < file.length; length += 97) {
            isRefused(Arrays.copyOf(file, length), scene, "truncated");
        }
        isRefused(Arrays.copyOf(file, file.length - 1), scene, "truncated");
    }

    @Test
    default void nothing_is_imported_of_a_file_that_was_reordered() {
        Scene scene = headersOnly();
        List<Unspent> turned = new ArrayList<>(scene.coins());
        turned.sort((a, b) -> b.txidHashed().compareTo(a.txidHashed()));
        isRefused(
                SnapshotWriter.inThisOrder(SnapshotWriter.header(NETWORK, scene.baseHash(), turned.size()), turned),
                scene,
                "reordered");
    }

    @Test
    default void nothing_is_imported_of_another_networks_file() {
        Scene scene = headersOnly();
        isRefused(
                SnapshotWriter.file(BitcoinNetwork.SIGNET, scene.baseHash(), scene.coins()),
                scene,
                "of signet, not of regtest");
    }

    @Test
    default void nothing_is_imported_of_a_file_with_another_count() {
        Scene scene = headersOnly();
        byte[] file = scene.file();
        for (int difference : new int[] {-1, 1}) {
            byte[] header = SnapshotWriter.header(
                    NETWORK, scene.baseHash(), scene.coins().size() + difference);
            byte[] other = file.clone();
            System.arraycopy(header, 0, other, 0, header.length);
            isRefused(other, scene, difference > 0 ? "truncated" : "header");
        }
    }

    @Test
    default void nothing_is_imported_of_a_file_whose_amounts_overflow_all_the_money_there_is() {
        Scene scene = headersOnly();
        List<Unspent> rich = new ArrayList<>(scene.coins());
        rich.add(Unspent.of("fe".repeat(32), 0, 1, Coin.MAX_MONEY_SAT, Followed.script(1)));
        rich.add(Unspent.of("ff".repeat(32), 0, 1, Coin.MAX_MONEY_SAT, Followed.script(1)));
        isRefused(SnapshotWriter.file(NETWORK, scene.baseHash(), rich), scene, "more money than");
    }

    @Test
    default void nothing_is_imported_of_a_block_outside_our_headers() {
        Scene scene = headersOnly();
        isRefused(SnapshotWriter.file(NETWORK, "cd".repeat(32), scene.coins()), scene, "not in our chain of headers");
    }

    @Test
    default void nothing_is_imported_of_a_file_with_another_hash_or_without_anybodys_word_for_it() {
        Scene scene = headersOnly();
        byte[] sound = scene.file();
        List<Unspent> forged = new ArrayList<>(scene.coins());
        forged.add(Unspent.of("ff".repeat(32), 0, 1, 5, Followed.script(1)));

        assertThat(scene.take(SnapshotWriter.file(NETWORK, scene.baseHash(), forged), Optional.of(scene.hash(sound))))
                .isInstanceOfSatisfying(
                        SnapshotImport.Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).contains("hash_serialized_3"));
        assertThat(scene.take(sound, Optional.empty()))
                .isInstanceOfSatisfying(
                        SnapshotImport.Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).contains("give --hash"));
        scene.nothingWasImported();
    }

    @Test
    default void nothing_is_imported_of_a_block_that_is_not_final_yet() {
        Scene young = new Scene(fresh());
        young.followed.node.drop(60 - BASE - 2);
        young.settled();
        young.watch();

        assertThat(young.take(young.file()))
                .isInstanceOfSatisfying(
                        SnapshotImport.Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).contains("not final yet"));
        young.nothingWasImported();
    }

    @Test
    default void whichever_side_of_the_commit_a_crash_hits_an_import_is_whole_or_not_there() {
        for (boolean persists : new boolean[] {false, true}) {
            Scene scene = headersOnly();
            scene.store.failAt(0, persists);
            assertThatThrownBy(() -> scene.take(scene.file())).isInstanceOf(Followed.InjectedFault.class);
            if (!persists) {
                scene.nothingWasImported();
            }

            scene.take(scene.file());
            scene.followed.restart(Optional.empty());
            scene.followed.settle();

            scene.followed.checkEverything();
            assertThat(scene.followed.node.wasAskedFor(BASE)).isFalse();
        }
    }

    @Test
    default void an_address_searched_in_part_jumps_to_the_snapshot_and_keeps_what_was_found() {
        Scene scene = new Scene(fresh());
        scene.watch();
        scene.followed.round();
        long searched = scene.fresh.store().scripts().getFirst().searchedTo().orElseThrow();
        assertThat(searched).isPositive().isLessThan(BASE);

        while (scene.fresh.queries().progress().finalised().orElseThrow().height() < BASE) {
            scene.followed.round();
        }
        SnapshotImport.Outcome outcome = scene.take(scene.file());
        scene.followed.settle();

        assertThat(outcome).isInstanceOf(SnapshotImport.Outcome.Done.class);
        scene.followed.checkEverything();
    }

    @Test
    default void a_snapshot_that_contradicts_an_address_already_searched_is_refused() {
        Scene scene = new Scene(fresh());
        scene.watch();
        scene.followed.settle();
        List<Unspent> forged = new ArrayList<>(scene.coins());
        forged.add(Unspent.of("ff".repeat(32), 0, 1, 5, Followed.script(1)));

        assertThat(scene.take(SnapshotWriter.file(NETWORK, scene.baseHash(), forged)))
                .isInstanceOfSatisfying(
                        SnapshotImport.Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).contains("differ from it"));
        scene.followed.checkEverything();
    }

    @Test
    default void a_reorg_below_the_snapshots_block_accepted_by_a_person_leaves_nothing_of_it() {
        Scene scene = headersOnly();
        scene.take(scene.file());
        scene.followed.settle();
        scene.followed.node.drop(30);
        scene.followed.node.mineEmpty(31);
        scene.followed.settle();
        assertThat(scene.followed.reader().status().stopped()).isTrue();

        scene.followed.restart(Optional.of(scene.followed.node.header(61).hash()));
        scene.followed.settle();

        scene.followed.checkEverything();
        assertThat(scene.followed.node.wasAskedFor(1)).isTrue();
    }

    @Test
    default void a_snapshot_is_compared_with_every_balance_read_from_blocks() {
        Scene scene = new Scene(fresh());
        scene.watch();
        scene.followed.settle();
        List<Unspent> other = new ArrayList<>(scene.coins());
        other.removeIf(coin -> coin.scriptHex().equals(Followed.script(2)));

        SnapshotComparison same =
                SnapshotComparison.of(scene.followed.watched(), scene.fresh.queries(), scene.read(scene.file()));
        SnapshotComparison without = SnapshotComparison.of(
                scene.followed.watched(),
                scene.fresh.queries(),
                scene.read(SnapshotWriter.file(NETWORK, scene.baseHash(), other)));

        assertThat(same).isEqualTo(new SnapshotComparison(2, List.of(), Optional.empty()));
        assertThat(without.differences())
                .singleElement()
                .asString()
                .contains(Followed.account(2).address())
                .contains("holds 0 satoshi in the snapshot");
    }

    @Test
    default void what_is_not_read_yet_is_not_compared_and_said_so() {
        Scene scene = headersOnly();
        UtxoSnapshot snapshot = scene.read(scene.file());

        SnapshotComparison behind = SnapshotComparison.of(scene.followed.watched(), scene.fresh.queries(), snapshot);
        FollowerContract.Fresh empty = fresh();
        empty.store().open(NETWORK);
        SnapshotComparison none = SnapshotComparison.of(scene.followed.watched(), empty.queries(), snapshot);

        assertThat(behind.compared()).isZero();
        assertThat(behind.unknown()).hasValueSatisfying(why -> assertThat(why).contains("2 addresses"));
        assertThat(none.unknown()).hasValueSatisfying(why -> assertThat(why).contains("has not read block"));
    }
}
