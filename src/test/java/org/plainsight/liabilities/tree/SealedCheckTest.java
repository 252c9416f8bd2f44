package org.plainsight.liabilities.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.asset.ChainId;
import org.plainsight.disclosure.LiabilitiesStatement;
import org.plainsight.disclosure.PublishedFile;
import org.plainsight.evidence.BlockRef;
import org.plainsight.liabilities.LiabilitiesPolicy;
import org.plainsight.merkle.Hash32;
import org.plainsight.testing.Runs;

/** Nothing is signed over sealed files, or under a header, that are not what the checked snapshot gives. */
class SealedCheckTest {

    private static final List<String> FILES = List.of(
            "manifest.json", "policy.json", "trees.json", "upper-tree", "statements", "statements", "signature.json");

    @TempDir
    static Path temporary;

    private static SampleSnapshot sample;
    private static Path sealed;

    @BeforeAll
    static void seal() throws IOException {
        sample = SampleSnapshot.build(temporary.resolve("s"), 40, 11);
        sealed = sample.directory.sealed(sample.statement.header());
    }

    private static void check(LiabilitiesStatement statement) throws IOException {
        SealedCheck check = new SealedCheck(
                sample.directory, sample.record, LiabilitiesPolicy.standard(), SampleSnapshot.BLOCKS, statement);
        check.signature(sealed, check.files(sealed));
    }

    @Test
    void what_was_sealed_is_found_sound() throws IOException {
        check(sample.statement);
    }

    @Test
    void any_single_bit_that_turns_in_a_sealed_file_is_caught_before_the_header_is_signed() throws IOException {
        Random random = new Random(5);
        for (int i = 0; i < Runs.count(300, 10_000); i++) {
            Path file = sealed.resolve(FILES.get(i % FILES.size()));
            byte[] sound = Files.readAllBytes(file);
            byte[] turned = sound.clone();
            int at = random.nextInt(turned.length);
            turned[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, turned);
            assertThat(catchThrowable(() -> check(sample.statement)))
                    .as("%s, byte %s", file.getFileName(), at)
                    .isInstanceOf(RuntimeException.class);
            Files.write(file, sound);
        }
    }

    @Test
    void a_file_cut_short_or_longer_is_caught() throws IOException {
        for (String name : FILES) {
            Path file = sealed.resolve(name);
            byte[] sound = Files.readAllBytes(file);
            for (int length : new int[] {0, sound.length - 1, sound.length + 1, sound.length + Hash32.LENGTH}) {
                Files.write(file, java.util.Arrays.copyOf(sound, length));
                assertThat(catchThrowable(() -> check(sample.statement)))
                        .as("%s of %s bytes", name, length)
                        .isInstanceOf(RuntimeException.class);
            }
            Files.write(file, sound);
        }
    }

    @Test
    void any_single_bit_that_turns_in_a_field_of_the_header_is_caught() {
        Random random = new Random(6);
        for (int i = 0; i < Runs.count(300, 10_000); i++) {
            LiabilitiesStatement turned = turned(sample.statement, i % 13, random);
            assertThat(catchThrowable(() -> check(turned)))
                    .as("field %s: %s", i % 13, turned)
                    .isInstanceOf(RuntimeException.class);
        }
    }

    private static LiabilitiesStatement turned(LiabilitiesStatement s, int field, Random random) {
        int bit = random.nextInt(31);
        BlockRef block = s.manifestBlocks().getFirst();
        return new LiabilitiesStatement(
                field == 0 ? turned(s.snapshotId(), random) : s.snapshotId(),
                field == 1 ? Instant.ofEpochMilli(s.cutOff().toEpochMilli() ^ 1L << bit) : s.cutOff(),
                field == 2 ? s.version() ^ 1 << bit : s.version(),
                field == 3 ? turned(s.header(), random) : s.header(),
                field == 4 ? turned(s.previousHeader(), random) : s.previousHeader(),
                field == 5 ? s.treeCount() ^ 1 << bit : s.treeCount(),
                field == 6 ? turned(s.assetsRoot(), random) : s.assetsRoot(),
                field == 7 ? s.accounts() ^ 1L << bit : s.accounts(),
                field == 8
                        ? List.of(new BlockRef(
                                ChainId.parse("eip155:1"), block.height() ^ 1 << bit, block.hash(), block.time()))
                        : s.manifestBlocks(),
                field == 9 ? turned(s.manifest(), random) : s.manifest(),
                field == 10 ? turned(s.policy(), random) : s.policy(),
                field == 11 ? turned(s.trees(), random) : s.trees(),
                field == 12 ? turned(s.upperTree(), random) : s.upperTree());
    }

    private static PublishedFile turned(PublishedFile file, Random random) {
        return random.nextBoolean()
                ? new PublishedFile(file.path(), turned(file.sha256(), random), file.size())
                : new PublishedFile(file.path(), file.sha256(), file.size() ^ 1L << random.nextInt(40));
    }

    /** One bit of the bytes that the text stands for. */
    private static String turned(String hex, Random random) {
        int at = random.nextInt(hex.length());
        int digit = Character.digit(hex.charAt(at), 16) ^ 1 << random.nextInt(4);
        return hex.substring(0, at) + Character.forDigit(digit, 16) + hex.substring(at + 1);
    }
}
