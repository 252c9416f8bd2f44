package org.plainsight.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.ChainId;
import org.plainsight.evidence.Verdict;
import org.plainsight.ownership.bitcoin.BitcoinSignatures;
import org.plainsight.ownership.evm.EvmSignatures;
import org.plainsight.testing.Runs;

class OwnershipVerifierTest {

    private static final ChainId EVM = ChainId.parse("eip155:31337");
    private static final ChainId REGTEST = ChainId.parse("bip122:0f9188f13cb7b2c71f2a335e3a4fc328");
    private static final String BLOCK = "ab".repeat(32);
    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");

    private final Random random = new Random(7);
    private final TestKey key = TestKey.random(random);
    private final AccountId account = new AccountId(EVM, key.evmAddress());
    private KnownBlocks blocks =
            (chain, height, hash) -> hash.equals(BLOCK) ? KnownBlocks.Answer.MATCHES : KnownBlocks.Answer.CONTRADICTS;
    private ContractOwners contracts = (contract, height, hash) -> new ContractOwners.Unread("the node is off");

    private Verdict verify(AccountId subject, OwnershipProof proof) {
        return new OwnershipVerifier(List.of(new BitcoinSignatures(), new EvmSignatures(contracts)), blocks)
                .verify(subject, proof, new ChallengePolicy.Required("portal.example", "Acme", TODAY));
    }

    private Challenge challenge(AccountId subject) {
        return new Challenge("portal.example", "Acme", subject, "2026-11", 42, BLOCK, TODAY);
    }

    private Verdict signed(Challenge challenge) {
        return verify(account, new OwnershipProof.Eip191(challenge.text(), key.eip191(challenge.text())));
    }

    @Test
    void a_fresh_challenge_signed_by_the_account_is_valid_until_its_last_day() {
        assertThat(signed(challenge(account)).isValid()).isTrue();
    }

    @Test
    void the_text_reads_as_it_was_built() {
        Challenge challenge = challenge(account);
        assertThat(Challenge.parse(challenge.text())).isEqualTo(challenge);
        assertThat(challenge.text()).doesNotEndWith("\n").hasLineCount(6);
    }

    @Test
    void a_challenge_for_another_address_entity_domain_chain_block_or_an_expired_one_is_invalid() {
        Challenge good = challenge(account);
        AccountId other = new AccountId(EVM, TestKey.random(random).evmAddress());
        AccountId elsewhere = new AccountId(ChainId.parse("eip155:31338"), account.address());
        String hash = "cd".repeat(32);
        List<Challenge> bad = List.of(
                challenge(other),
                challenge(elsewhere),
                new Challenge("evil.example", "Acme", account, "2026-11", 42, BLOCK, TODAY),
                new Challenge("portal.example", "Bcme", account, "2026-11", 42, BLOCK, TODAY),
                new Challenge("portal.example", "Acme", account, "2026-11", 42, hash, TODAY),
                new Challenge("portal.example", "Acme", account, "2026-11", 42, BLOCK, TODAY.minusDays(1)));
        assertThat(bad).allSatisfy(c -> assertThat(signed(c)).isInstanceOf(Verdict.Invalid.class));
        assertThat(good).isNotIn(bad);
    }

    @Test
    void a_block_that_is_not_known_here_leaves_the_claim_inconclusive() {
        blocks = (chain, height, hash) -> KnownBlocks.Answer.UNKNOWN;
        assertThat(signed(challenge(account))).isInstanceOf(Verdict.Inconclusive.class);
    }

    @Test
    void a_right_signature_over_a_constant_text_is_inconclusive_and_called_undated() {
        String text = "I am an Acme address";
        Verdict verdict = verify(account, new OwnershipProof.Eip191(text, key.eip191(text)));
        assertThat(verdict).isInstanceOf(Verdict.Inconclusive.class);
        assertThat(verdict.reason()).contains("undated");
        assertThat(verify(account, new OwnershipProof.Eip191("other", key.eip191(text))))
                .isInstanceOf(Verdict.Invalid.class);
    }

    @Test
    void no_signature_and_unknown_methods_are_inconclusive() {
        assertThat(verify(account, new OwnershipProof.None())).isInstanceOf(Verdict.Inconclusive.class);
        assertThat(verify(account, new OwnershipProof.Unsupported("erc1271", "text", "0x00")))
                .isInstanceOf(Verdict.Inconclusive.class);
    }

    @Test
    void a_signature_by_another_account_is_invalid() {
        String text = challenge(account).text();
        String signature = TestKey.random(random).eip191(text);
        assertThat(verify(account, new OwnershipProof.Eip191(text, signature))).isInstanceOf(Verdict.Invalid.class);
    }

    @Test
    void owner_signatures_count_only_if_the_contract_names_the_owners_at_the_challenge_block() {
        TestKey second = TestKey.random(random);
        AccountId contract = new AccountId(EVM, "0x" + "11".repeat(20));
        String text = challenge(contract).text();
        OwnershipProof both =
                new OwnershipProof.MultisigContractOwners(text, List.of(key.eip191(text), second.eip191(text)));
        OwnershipProof twice =
                new OwnershipProof.MultisigContractOwners(text, List.of(key.eip191(text), key.eip191(text)));
        OwnershipProof one = new OwnershipProof.MultisigContractOwners(text, List.of(key.eip191(text)));
        assertThat(verify(contract, both)).isInstanceOf(Verdict.Inconclusive.class);
        Set<String> owners = Set.of(key.evmAddress(), second.evmAddress(), "0x" + "22".repeat(20));
        contracts = (c, height, hash) ->
                height == 42 ? new ContractOwners.Named(owners, 2) : new ContractOwners.Unread("other block");
        assertThat(verify(contract, both).isValid()).isTrue();
        assertThat(verify(contract, one)).isInstanceOf(Verdict.Invalid.class);
        assertThat(verify(contract, twice)).isInstanceOf(Verdict.Invalid.class);
        contracts = (c, height, hash) -> new ContractOwners.Named(Set.of(key.evmAddress(), "0x" + "22".repeat(20)), 2);
        assertThat(verify(contract, both)).isInstanceOf(Verdict.Invalid.class);
    }

    @Test
    void a_recoverable_signature_counts_only_under_the_header_of_its_kind_of_address() {
        AccountId p2pkh = new AccountId(REGTEST, key.p2pkhAddress(111));
        String text = challenge(p2pkh).text();
        assertThat(verify(p2pkh, new OwnershipProof.Bip137(text, key.bitcoinMessage(text, 4)))
                        .isValid())
                .isTrue();
        for (int kind : new int[] {0, 8, 12}) {
            assertThat(verify(p2pkh, new OwnershipProof.Bip137(text, key.bitcoinMessage(text, kind))))
                    .isInstanceOf(Verdict.Invalid.class);
        }
    }

    @Test
    void an_address_of_another_network_is_invalid() {
        AccountId mainnetOnRegtest = new AccountId(REGTEST, key.p2pkhAddress(0));
        String text = challenge(mainnetOnRegtest).text();
        assertThat(verify(mainnetOnRegtest, new OwnershipProof.Bip137(text, key.bitcoinMessage(text, 4))))
                .isInstanceOf(Verdict.Invalid.class);
    }

    @Test
    void a_challenge_with_one_byte_changed_is_refused_or_reads_as_another() {
        String text = challenge(account).text();
        for (int i = 0; i < Runs.count(2_000, 200_000); i++) {
            StringBuilder changed = new StringBuilder(text);
            changed.setCharAt(random.nextInt(text.length()), (char) random.nextInt(256));
            if (!changed.toString().equals(text)) {
                OwnershipProof proof = new OwnershipProof.Eip191(changed.toString(), key.eip191(text));
                assertThat(verify(account, proof).isValid()).isFalse();
            }
        }
    }

    @Test
    void a_challenge_is_not_parsed_with_carriage_returns_or_a_trailing_line_feed() {
        String text = challenge(account).text();
        for (String bad : List.of(text + "\n", text.replace("\n", "\r\n"), " " + text, text + "x".repeat(2_000))) {
            assertThatThrownBy(() -> Challenge.parse(bad)).isInstanceOf(MalformedChallengeException.class);
        }
    }

    @Test
    void random_proofs_are_answered_and_never_valid() {
        List<AccountId> subjects = new ArrayList<>(List.of(
                account,
                new AccountId(REGTEST, key.p2pkhAddress(111)),
                new AccountId(REGTEST, "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080"),
                new AccountId(
                        ChainId.parse("bip122:000000000019d6689c085ae165831e93"), "3P14159f73E4gFr7JterCCQh9QjiTjiZrG"),
                new AccountId(ChainId.parse("tron:0x2b6653dc"), "TEjxQjU3CxkFrSDcPfHwZXSuPpCpdQ27NJ")));
        for (int i = 0; i < Runs.count(2_000, 200_000); i++) {
            String message = text(60);
            String signature = text(140);
            for (OwnershipProof proof : List.of(
                    new OwnershipProof.Bip137(message, signature),
                    new OwnershipProof.Bip322(message, "smp" + signature),
                    new OwnershipProof.Published(message, signature),
                    new OwnershipProof.Eip191(message, signature),
                    new OwnershipProof.MultisigContractOwners(message, List.of(signature)),
                    new OwnershipProof.RedeemScriptMultisig(message, signature, List.of(text(88), signature)))) {
                assertThat(verify(subjects.get(random.nextInt(subjects.size())), proof)
                                .isValid())
                        .isFalse();
            }
        }
    }

    private String text(int lengthMax) {
        String alphabet = "0123456789abcdefABCDEFxGHIJ+/= \n\u00e4";
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(lengthMax + 1);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(random.nextBoolean() ? 16 : alphabet.length())));
        }
        return text.toString();
    }
}
