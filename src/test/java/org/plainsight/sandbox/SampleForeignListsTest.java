package org.plainsight.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.foreignlist.CheckedList;
import org.plainsight.foreignlist.CheckedRow;
import org.plainsight.foreignlist.Finding;
import org.plainsight.foreignlist.ForeignListReader;
import org.plainsight.foreignlist.RowOutcome;
import org.plainsight.ownership.ContractOwners;
import org.plainsight.ownership.KnownBlocks;
import org.plainsight.ownership.OwnershipVerifier;
import org.plainsight.ownership.bitcoin.BitcoinSignatures;
import org.plainsight.ownership.evm.EvmSignatures;
import org.plainsight.sandbox.SampleForeignLists.SampleList;

class SampleForeignListsTest {

    @TempDir
    private Path folder;

    private static CheckedList check(SampleList sample) throws IOException {
        OwnershipVerifier verifier = new OwnershipVerifier(
                List.of(
                        new BitcoinSignatures(),
                        new EvmSignatures((contract, height, hash) -> new ContractOwners.Unread("no node"))),
                (chain, height, hash) -> KnownBlocks.Answer.UNKNOWN);
        return CheckedList.of(ForeignListReader.read(Files.readAllBytes(sample.file())), verifier);
    }

    @Test
    void each_flaw_that_is_planted_is_found() throws IOException {
        Set<Finding.Kind> found = EnumSet.noneOf(Finding.Kind.class);
        for (SampleList sample : SampleForeignLists.write(folder, new Random(42))) {
            check(sample).findings().forEach(finding -> found.add(finding.kind()));
        }
        // the other kinds need the store: they compare lists
        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(
                        Finding.Kind.REPLAYED_SIGNATURES, Finding.Kind.CHANGED_ROWS, Finding.Kind.SHARED_ADDRESSES)));
    }

    @Test
    void multisig_rows_need_distinct_keys_and_an_address_that_decodes() throws IOException {
        List<SampleList> samples = SampleForeignLists.write(folder, new Random(42));
        assertThat(check(samples.getLast()).rows().stream().map(CheckedRow::outcome))
                .containsExactly(
                        RowOutcome.SIGNED,
                        RowOutcome.INVALID,
                        RowOutcome.INVALID,
                        RowOutcome.SIGNED,
                        RowOutcome.OWNERS_SIGNED,
                        RowOutcome.INVALID,
                        RowOutcome.NOT_CHECKED);
    }

    @Test
    void the_same_seed_writes_the_same_bytes() throws IOException {
        byte[] once = Files.readAllBytes(
                SampleForeignLists.write(folder, new Random(42)).getFirst().file());
        byte[] again = Files.readAllBytes(
                SampleForeignLists.write(folder, new Random(42)).getFirst().file());
        assertThat(again).isEqualTo(once);
    }
}
