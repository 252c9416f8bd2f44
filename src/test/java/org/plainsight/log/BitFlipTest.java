package org.plainsight.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.plainsight.merkle.Hash32;
import org.plainsight.testing.Runs;

/** Bits rot in what is stored; a signature over the damage must never follow. */
class BitFlipTest {

    private static final int SIZE = 600;
    private static final int UNSIGNED = 40;

    private final Random random = new Random(20_261_124);

    @Test
    void a_single_bit_flipped_in_any_stored_leaf_tile_or_head_is_caught_before_a_signature() {
        for (int flip = 0; flip < Runs.count(400, 10_000); flip++) {
            TestLog world = new TestLog();
            world.append(SIZE);
            world.start().run();
            world.append(UNSIGNED);
            int signed = world.signatures();
            String where = flip(world, flip % 5);
            Sequencer sequencer = world.start();
            Sequencing result = sequencer.run();
            assertThat(result).as(where).isInstanceOf(Sequencing.Refused.class);
            assertThat(world.signatures()).as(where).isEqualTo(signed);
        }
    }

    @Test
    void a_bit_flipped_at_the_edge_under_a_running_log_is_caught_by_the_next_round() {
        for (int flip = 0; flip < Runs.count(100, 1_000); flip++) {
            TestLog world = new TestLog();
            Sequencer sequencer = world.start();
            world.append(SIZE);
            sequencer.run();
            world.append(UNSIGNED);
            Tile edge = world.store.tile(0, SIZE / 256).orElseThrow();
            world.store.rot(new Tile(0, edge.index(), flipped(edge.hashes())));
            int signed = world.signatures();
            assertThat(sequencer.run()).isInstanceOf(Sequencing.Refused.class);
            assertThat(world.signatures()).isEqualTo(signed);
        }
    }

    @Test
    void a_bit_flipped_in_an_old_tile_under_a_running_log_is_caught_within_a_day() {
        TestLog world = new TestLog();
        Sequencer sequencer = world.start();
        world.append(SIZE);
        sequencer.run();
        Tile full = world.store.tile(0, 0).orElseThrow();
        world.store.rot(new Tile(0, 0, flipped(full.hashes())));
        world.clock.advance(Sequencer.RESIGN_AFTER);
        int signed = world.signatures();
        assertThat(sequencer.run()).isInstanceOf(Sequencing.Refused.class);
        assertThat(world.signatures()).isEqualTo(signed);
    }

    private String flip(TestLog world, int kind) {
        return switch (kind) {
            case 0 -> {
                int index = random.nextInt(SIZE + UNSIGNED);
                LogEntry entry = world.store.entries(index, 1).getFirst();
                world.store.tamper(index, LogEntry.stored(flipped(entry.bytes()), entry.leafHash()));
                yield "entry " + index;
            }
            case 1 -> {
                int index = random.nextInt(SIZE + UNSIGNED);
                LogEntry entry = world.store.entries(index, 1).getFirst();
                Hash32 hash = Hash32.of(flipped(entry.leafHash().toBytes()));
                world.store.tamper(index, LogEntry.stored(entry.bytes(), hash));
                yield "leaf hash " + index;
            }
            case 2 -> {
                List<Tile> tiles = world.store.tiles();
                Tile tile = tiles.get(random.nextInt(tiles.size()));
                world.store.rot(new Tile(tile.level(), tile.index(), flipped(tile.hashes())));
                yield "tile " + tile.level() + "/" + tile.index();
            }
            case 3 -> flipHead(world);
            default -> {
                String note = world.highest.read().orElseThrow();
                world.highest.rot(flipped(note));
                yield "the file of the highest signed checkpoint";
            }
        };
    }

    private String flipHead(TestLog world) {
        SignedCheckpoint head = world.store.head().orElseThrow();
        return switch (random.nextInt(4)) {
            case 0 -> {
                long size = head.size() ^ (1L << random.nextInt(62));
                world.store.rot(new SignedCheckpoint(size, head.root(), head.note(), head.signedAt()));
                yield "the head's size " + size;
            }
            case 1 -> {
                Hash32 root = Hash32.of(flipped(head.root().toBytes()));
                world.store.rot(new SignedCheckpoint(head.size(), root, head.note(), head.signedAt()));
                yield "the head's root";
            }
            case 2 -> {
                Instant time = Instant.ofEpochSecond(head.signedAt().getEpochSecond() ^ (1L << random.nextInt(30)));
                world.store.rot(new SignedCheckpoint(head.size(), head.root(), head.note(), time));
                yield "the head's time " + time;
            }
            default -> {
                String note = flipped(head.note());
                world.store.rot(new SignedCheckpoint(head.size(), head.root(), note, head.signedAt()));
                yield "the head's note " + note;
            }
        };
    }

    private List<Hash32> flipped(List<Hash32> hashes) {
        List<Hash32> copy = new ArrayList<>(hashes);
        int at = random.nextInt(copy.size());
        copy.set(at, Hash32.of(flipped(copy.get(at).toBytes())));
        return Collections.unmodifiableList(copy);
    }

    private byte[] flipped(byte[] bytes) {
        byte[] copy = bytes.clone();
        copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
        return copy;
    }

    private String flipped(String text) {
        StringBuilder copy = new StringBuilder(text);
        int at = random.nextInt(copy.length());
        copy.setCharAt(at, (char) (copy.charAt(at) ^ (1 << random.nextInt(7))));
        return copy.toString();
    }
}
