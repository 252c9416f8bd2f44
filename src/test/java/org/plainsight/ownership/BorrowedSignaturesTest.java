package org.plainsight.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.ChainId;
import org.plainsight.evidence.Verdict;
import org.plainsight.ownership.bitcoin.BitcoinSignatures;
import org.plainsight.ownership.ed25519.Ed25519Signatures;
import org.plainsight.ownership.evm.EvmSignatures;

/** Signatures that are right in themselves and say nothing about the address they are shown for. */
class BorrowedSignaturesTest {

    private static final ChainId EVM = ChainId.parse("eip155:1");
    private static final ChainId ELSEWHERE = ChainId.parse("eip155:137");
    private static final ChainId BITCOIN = ChainId.parse("bip122:0f9188f13cb7b2c71f2a335e3a4fc328");
    private static final String BLOCK = "ab".repeat(32);
    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");
    private static final BigInteger ORDER =
            new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
    private static final int ROUNDS = 50;

    private final Random random = new Random(11);

    private final ContractOwners contracts = new ContractOwners() {
        @Override
        public Reading at(AccountId contract, long height, String blockHash) {
            return new Named(Set.of("0x" + "11".repeat(20), "0x" + "22".repeat(20)), 1);
        }

        @Override
        public Acceptance accepts(AccountId contract, String hash, String signature, long height, String blockHash) {
            return new Refused();
        }
    };

    private Verdict verify(AccountId account, OwnershipProof proof) {
        return new OwnershipVerifier(
                        List.of(new BitcoinSignatures(), new EvmSignatures(contracts), new Ed25519Signatures()),
                        (chain, height, hash) ->
                                hash.equals(BLOCK) ? KnownBlocks.Answer.MATCHES : KnownBlocks.Answer.CONTRADICTS)
                .verify(account, proof, new ChallengePolicy.Required("portal.example", "Acme", TODAY));
    }

    private static Challenge challenge(AccountId account, String domain, String entity, String block, LocalDate end) {
        return new Challenge(domain, entity, account, "2026-11", 42, block, end);
    }

    private static String good(AccountId account) {
        return challenge(account, "portal.example", "Acme", BLOCK, TODAY).text();
    }

    @Test
    void five_hundred_borrowed_signatures_are_never_accepted() {
        int tried = 0;
        for (int round = 0; round < ROUNDS; round++) {
            TestKey key = TestKey.random(random);
            AccountId account = new AccountId(EVM, key.evmAddress());
            String text = good(account);
            assertThat(verify(account, new OwnershipProof.Eip191(text, key.eip191(text)))
                            .isValid())
                    .isTrue();
            for (OwnershipProof borrowed : borrowed(key, account)) {
                assertThat(verify(account, borrowed)).isInstanceOf(Verdict.Invalid.class);
                tried++;
            }
        }
        assertThat(tried).isGreaterThanOrEqualTo(500);
    }

    private List<OwnershipProof> borrowed(TestKey key, AccountId account) {
        List<OwnershipProof> proofs = new ArrayList<>();
        TestKey stranger = TestKey.random(random);
        AccountId other = new AccountId(EVM, stranger.evmAddress());
        AccountId elsewhere = new AccountId(ELSEWHERE, account.address());
        // replayed: another address, another chain, another portal, another entity, another block, too late
        for (Challenge wrong : List.of(
                challenge(other, "portal.example", "Acme", BLOCK, TODAY),
                challenge(elsewhere, "portal.example", "Acme", BLOCK, TODAY),
                challenge(account, "rival.example", "Acme", BLOCK, TODAY),
                challenge(account, "portal.example", "Rival", BLOCK, TODAY),
                challenge(account, "portal.example", "Acme", "cd".repeat(32), TODAY),
                challenge(account, "portal.example", "Acme", BLOCK, TODAY.minusDays(1 + random.nextInt(900))))) {
            proofs.add(new OwnershipProof.Eip191(wrong.text(), key.eip191(wrong.text())));
        }
        String text = good(account);
        // foreign, of another text, high S
        proofs.add(new OwnershipProof.Eip191(text, stranger.eip191(text)));
        proofs.add(new OwnershipProof.Eip191(text, key.eip191(text + " ")));
        proofs.add(new OwnershipProof.Eip191(text, highS(key.eip191(text))));
        // one owner twice, strangers as owners, typed data under a message's signature, a contract that refuses
        proofs.add(new OwnershipProof.MultisigContractOwners(text, List.of(key.eip191(text), key.eip191(text))));
        proofs.add(new OwnershipProof.MultisigContractOwners(text, List.of(stranger.eip191(text))));
        proofs.add(new OwnershipProof.Eip712(text, key.eip191(text)));
        proofs.add(new OwnershipProof.Erc1271(text, key.eip191(text)));
        // methods of other chains
        proofs.add(new OwnershipProof.Tip191(text, key.eip191(text)));
        proofs.add(new OwnershipProof.Bip137(text, key.bitcoinMessage(text, 4)));
        proofs.add(new OwnershipProof.Ed25519(text, "", key.eip191(text)));
        return proofs;
    }

    /** S becomes n − S and v flips: as right for the curve, and refused. */
    private static String highS(String signature) {
        String r = signature.substring(2, 66);
        BigInteger s = new BigInteger(signature.substring(66, 130), 16);
        int v = Integer.parseInt(signature.substring(130), 16);
        return "0x" + r + "%064x".formatted(ORDER.subtract(s)) + HexFormat.of().toHexDigits((byte) (v == 27 ? 28 : 27));
    }

    @Test
    void one_key_in_two_slots_of_a_multisig_is_invalid_for_every_quorum() {
        for (int round = 0; round < ROUNDS; round++) {
            TestKey first = TestKey.random(random);
            TestKey second = TestKey.random(random);
            TestKey third = TestKey.random(random);
            String script = "52" + "21" + first.compressedKey() + "21" + second.compressedKey() + "21"
                    + third.compressedKey() + "53ae";
            AccountId account = first.p2shAccount(BITCOIN, 196, script);
            String text = good(account);
            String one = first.bitcoinMessage(text, 4);
            String two = second.bitcoinMessage(text, 4);
            assertThat(verify(account, new OwnershipProof.RedeemScriptMultisig(text, script, List.of(one, two)))
                            .isValid())
                    .isTrue();
            assertThat(List.of(
                            new OwnershipProof.RedeemScriptMultisig(text, script, List.of(one, one)),
                            new OwnershipProof.RedeemScriptMultisig(text, script, List.of(one)),
                            new OwnershipProof.RedeemScriptMultisig(text, script, List.of()),
                            new OwnershipProof.RedeemScriptMultisig(
                                    text,
                                    script,
                                    List.of(one, TestKey.random(random).bitcoinMessage(text, 4)))))
                    .allSatisfy(proof -> assertThat(verify(account, proof)).isInstanceOf(Verdict.Invalid.class));
        }
    }

    @Test
    void typed_data_over_the_challenge_count_for_the_account_that_signed_them() {
        TestKey key = TestKey.random(random);
        AccountId account = new AccountId(EVM, key.evmAddress());
        Challenge challenge = challenge(account, "portal.example", "Acme", BLOCK, TODAY);
        OwnershipProof typed = new OwnershipProof.Eip712(challenge.text(), key.typed(challenge));
        assertThat(verify(account, typed).isValid()).isTrue();
        Challenge later = challenge(account, "portal.example", "Acme", BLOCK, TODAY.plusDays(1));
        assertThat(verify(account, new OwnershipProof.Eip712(later.text(), key.typed(challenge))))
                .isInstanceOf(Verdict.Invalid.class);
        assertThat(verify(account, new OwnershipProof.Eip712("any text", key.typed(challenge))))
                .isInstanceOf(Verdict.Inconclusive.class);
    }

    @Test
    void a_contract_is_asked_at_the_block_of_the_challenge_and_its_word_decides() {
        AccountId contract = new AccountId(EVM, "0x" + "33".repeat(20));
        String text = good(contract);
        List<ContractOwners.Acceptance> answers =
                List.of(new ContractOwners.Accepted(), new ContractOwners.Refused(), new ContractOwners.Unread("off"));
        List<String> words = List.of("valid", "invalid", "inconclusive");
        for (int i = 0; i < answers.size(); i++) {
            ContractOwners.Acceptance answer = answers.get(i);
            ContractOwners asked = new ContractOwners() {
                @Override
                public Reading at(AccountId account, long height, String blockHash) {
                    return new Unread("not asked");
                }

                @Override
                public Acceptance accepts(
                        AccountId account, String hash, String signature, long height, String blockHash) {
                    assertThat(height).isEqualTo(42);
                    assertThat(blockHash).isEqualTo(BLOCK);
                    assertThat(signature).isEqualTo("abcd");
                    return answer;
                }
            };
            Verdict verdict = new EvmSignatures(asked).verify(contract, new OwnershipProof.Erc1271(text, "0xABCD"));
            assertThat(verdict.word()).isEqualTo(words.get(i));
        }
    }

    @Test
    void an_ed25519_key_of_small_order_signs_for_nobody() {
        ChainId near = ChainId.parse("near:mainnet");
        for (String key : List.of(
                "01" + "00".repeat(31),
                "00".repeat(32),
                "ec" + "ff".repeat(30) + "7f",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")) {
            AccountId account = new AccountId(near, key);
            String text = good(account);
            // R is the neutral element and S is 0: right for such keys under some rules
            String forged = "01" + "00".repeat(63);
            assertThat(verify(account, new OwnershipProof.Ed25519(text, "", forged)))
                    .isInstanceOf(Verdict.Invalid.class);
        }
    }
}
