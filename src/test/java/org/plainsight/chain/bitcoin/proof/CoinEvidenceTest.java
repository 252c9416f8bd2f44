package org.plainsight.chain.bitcoin.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bitcoinj.base.Sha256Hash;
import org.junit.jupiter.api.Test;
import org.plainsight.chain.bitcoin.BlockBuilder;
import org.plainsight.chain.bitcoin.BlockHeader;
import org.plainsight.chain.bitcoin.Coin;
import org.plainsight.chain.bitcoin.DoubleSha256;
import org.plainsight.chain.bitcoin.Outpoint;
import org.plainsight.chain.bitcoin.scan.ByteCursor;
import org.plainsight.chain.bitcoin.scan.RawBlock;
import org.plainsight.evidence.BlockRef;

/** Evidence files that are forged in each way that would help an exchange. */
class CoinEvidenceTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final ProvenChain chain = new ProvenChain();

    @Test
    void an_honest_file_proves_that_every_coin_exists_in_a_chain_of_that_much_work() {
        CoinEvidence evidence = sound();

        assertThat(evidence.coins()).isEqualTo(chain.coins).hasSize(8);
        assertThat(evidence.unproven()).isEmpty();
        assertThat(evidence.block()).isEqualTo(chain.block);
        assertThat(evidence.work())
                .isEqualTo(chain.headers.stream()
                        .map(header -> header.target().work())
                        .reduce(chain.headers.getFirst().target().work(), (a, b) -> a.add(b)));
    }

    @Test
    void a_coin_of_another_amount_than_its_transaction_says_is_refused() {
        Coin coin = chain.coins.getFirst();
        chain.coins.set(0, new Coin(coin.outpoint(), coin.scriptHex(), coin.valueSat() + 1, coin.createdHeight()));

        isBroken("its transaction says " + coin.valueSat());
    }

    @Test
    void a_coin_of_somebody_else_is_refused() {
        Coin coin = chain.coins.getFirst();
        chain.coins.set(0, new Coin(coin.outpoint(), "51", coin.valueSat(), coin.createdHeight()));

        isBroken("its transaction says");
    }

    @Test
    void a_coin_that_a_transaction_of_the_file_spends_is_refused() {
        chain.coins.add(chain.spent());
        chain.coins.sort((a, b) -> a.outpoint().compareTo(b.outpoint()));
        chain.prove(chain.spent().createdHeight());

        isBroken("was spent in block 25");
    }

    @Test
    void a_coin_that_no_transaction_made_is_not_proven_and_must_be_called_so() {
        chain.coins.add(new Coin(
                new Outpoint("ff".repeat(32), 0), ProvenChain.ours().iterator().next(), 7, 3));

        isBroken("1 coins have no proof, the file says 0");
        chain.unproven = 1;
        assertThat(sound().unproven()).hasSize(1);
    }

    @Test
    void a_coin_listed_twice_is_refused() {
        chain.coins.add(1, chain.coins.getFirst());

        isBroken("listed twice");
    }

    @Test
    void a_merkle_path_that_leads_elsewhere_is_refused() {
        long height = chain.proofs.firstKey();
        byte[] proof = chain.proofs.get(height);
        chain.proofs.put(height + 1, proof);
        chain.proofs.remove(height);

        isBroken("its header says");
    }

    @Test
    void an_invented_transaction_with_a_merkle_tree_of_its_own_is_refused() {
        long height = chain.proofs.firstKey();
        byte[] invented = BlockBuilder.mine(
                "0".repeat(64),
                1,
                List.of(BlockBuilder.coinbase(
                        999, new BlockBuilder.Out(ProvenChain.ours().iterator().next(), 1_000_000))),
                false);
        RawBlock body = RawBlock.parse(invented);
        chain.proofs.put(height, BlockProof.of(body, Set.of(body.txid(0))));

        isBroken("its header says");
    }

    @Test
    void a_transaction_that_was_changed_under_its_merkle_path_is_refused() {
        long height = 8;
        byte[] proof = chain.proofs.get(height).clone();
        proof[proof.length - 20] ^= 1;
        chain.proofs.put(height, proof);

        isBroken("leads from other transactions");
    }

    @Test
    void a_header_without_its_work_is_refused() {
        BlockHeader real = chain.headers.get(10);
        long nonce = real.nonce();
        BlockHeader idle;
        do {
            nonce++;
            idle = BlockHeader.of(
                    real.version(), real.previous(), real.merkleRoot(), real.timeSeconds(), real.bits(), nonce);
        } while (idle.target().isMetBy(idle.hash()));
        chain.headers.set(10, idle);

        isBroken("its hash is above its target");
    }

    @Test
    void a_header_that_claims_an_easier_target_is_refused() {
        BlockHeader real = chain.headers.get(10);
        chain.headers.set(
                10,
                BlockHeader.of(
                        real.version(),
                        real.previous(),
                        real.merkleRoot(),
                        real.timeSeconds(),
                        real.bits() - 1,
                        real.nonce()));

        isBroken("nBits is");
    }

    @Test
    void headers_that_lead_to_another_block_than_the_statements_are_refused() {
        chain.block = new BlockRef(chain.block.chain(), 30, "ab".repeat(32), chain.block.time());

        isBroken("the headers lead to block");
    }

    @Test
    void a_proof_without_the_coinbase_is_refused() {
        RawBlock body = chain.body(25);
        byte[] txids = body.txids();
        BitSet second = new BitSet();
        second.set(1);
        byte[] transaction = body.transaction(1);
        chain.proofs.put(
                25L,
                new ProofBytes()
                        .raw(PartialMerkleTree.of(txids, second))
                        .size(1)
                        .size(transaction.length)
                        .raw(transaction)
                        .toBytes());

        isBroken("the coinbase, and it alone, must come first");
    }

    @Test
    void a_file_cut_anywhere_or_with_bytes_at_its_end_is_refused() {
        byte[] file = chain.file();
        for (int length = 0; length < file.length; length += 11) {
            assertThat(CoinEvidence.check(Arrays.copyOf(file, length), NOW))
                    .isInstanceOf(CoinEvidence.Checked.Broken.class);
        }
        assertThat(CoinEvidence.check(Arrays.copyOf(file, file.length + 1), NOW))
                .isInstanceOf(CoinEvidence.Checked.Broken.class);
    }

    @Test
    void no_flipped_bit_makes_another_sound_file_and_none_breaks_the_reader() {
        byte[] file = chain.file();
        for (int i = 0; i < file.length; i++) {
            byte[] damaged = file.clone();
            damaged[i] ^= (byte) (1 << (i % 8));
            assertThat(CoinEvidence.check(damaged, NOW))
                    .as("byte %d", i)
                    .isInstanceOf(CoinEvidence.Checked.Broken.class);
        }
    }

    @Test
    void partial_merkle_trees_are_those_of_bip_37_as_bitcoinj_reads_and_writes_them() {
        Random random = new Random(37);
        for (int count = 1; count < 70; count++) {
            byte[] txids = new byte[count * 32];
            random.nextBytes(txids);
            BitSet wanted = new BitSet();
            wanted.set(random.nextInt(count));
            IntStream.range(0, count).filter(i -> random.nextInt(5) == 0).forEach(wanted::set);
            byte[] ours = PartialMerkleTree.of(txids, wanted);
            List<Sha256Hash> leaves = IntStream.range(0, count)
                    .mapToObj(i -> Sha256Hash.wrapReversed(Arrays.copyOfRange(txids, i * 32, i * 32 + 32)))
                    .toList();

            byte[] bits = new byte[(count + 7) / 8];
            byte[] packed = wanted.toByteArray();
            System.arraycopy(packed, 0, bits, 0, packed.length);
            assertThat(ours)
                    .isEqualTo(org.bitcoinj.core.PartialMerkleTree.buildFromLeaves(bits, leaves)
                            .serialize());
            var extracted = PartialMerkleTree.read(ours, new ByteCursor(ours, 0));
            assertThat(extracted.positions()).isEqualTo(wanted.stream().boxed().collect(Collectors.toList()));
            assertThat(extracted.txids())
                    .isEqualTo(wanted.stream()
                            .mapToObj(i -> DoubleSha256.display(txids, i * 32))
                            .toList());
        }
    }

    private CoinEvidence sound() {
        return switch (CoinEvidence.check(chain.file(), NOW)) {
            case CoinEvidence.Checked.Sound(CoinEvidence evidence) -> evidence;
            case CoinEvidence.Checked.Broken(String reason) -> throw new AssertionError(reason);
        };
    }

    private void isBroken(String why) {
        assertThat(CoinEvidence.check(chain.file(), NOW))
                .isInstanceOfSatisfying(
                        CoinEvidence.Checked.Broken.class,
                        broken -> assertThat(broken.reason()).contains(why));
    }
}
