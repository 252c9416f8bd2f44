package org.plainsight.registry.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.AccountId;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.Attribution.Claim;
import org.plainsight.disclosure.Attribution.Dispute;
import org.plainsight.disclosure.Attribution.DisputeState;
import org.plainsight.registry.AddressClaim;
import org.plainsight.testing.TestClaim;

class LabelWatchTest {

    private static final String OURS = "0xabcd00000000000000000000000000000000ef12";
    private static final String STRANGER = "0x1111111111111111111111111111111111111111";
    private static final String FORMER = "0x2222222222222222222222222222222222222222";
    private static final String NEW = "0x3333333333333333333333333333333333333333";
    private static final String POISON = "0xabcd99999999999999999999999999999999ef12";

    private static AddressClaim claim(long index, String address, Claim claim, Dispute... disputes) {
        return new AddressClaim(
                index,
                TestClaim.of(
                                "id-" + index,
                                Instant.EPOCH,
                                AccountId.parse("eip155:1:" + address),
                                claim,
                                "Halcyon Exchange Ltd")
                        .reason("because")
                        .disputes(List.of(disputes))
                        .build(),
                Optional.empty());
    }

    private static final List<AddressClaim> CLAIMS = List.of(
            claim(1, OURS, Claim.OWNED),
            claim(
                    2,
                    STRANGER,
                    Claim.NOT_OWNED,
                    new Dispute(
                            "Labelscan",
                            "=Halcyon: Hot",
                            "https://l.example/x",
                            Instant.EPOCH,
                            Optional.empty(),
                            DisputeState.ASKED)),
            claim(3, FORMER, Claim.FORMERLY_OWNED));
    private static final String TON = "EQCD39VS5jcptHL8vMjEXrzGaRcCVYto7HUn4bpAOg8xqB2N";
    private final LabelWatch watch = new LabelWatch(CLAIMS, List.of("Halcyon"));

    private List<LabelFinding.Kind> kinds(String address, String label) {
        AccountId account = AccountId.parse("eip155:1:" + address);
        return watch.compare(List.of(new PublishedLabel(account, label, "line 1"))).stream()
                .map(LabelFinding::kind)
                .toList();
    }

    @Test
    void each_way_to_contradict_the_registry_is_its_own_finding() {
        assertThat(kinds(OURS, "Halcyon: Hot Wallet 3")).isEmpty();
        assertThat(kinds(NEW, "Somebody else")).isEmpty();
        assertThat(kinds(STRANGER, "Fraudster")).isEmpty();
        assertThat(kinds(STRANGER, "HALCYON 7")).containsExactly(LabelFinding.Kind.CALLS_OURS_WHAT_IS_NOT);
        assertThat(kinds(FORMER, "halcyon")).containsExactly(LabelFinding.Kind.CALLS_OURS_WHAT_WAS);
        assertThat(kinds(NEW, "Halcyon")).containsExactly(LabelFinding.Kind.CALLS_OURS_WHAT_IS_UNKNOWN);
        assertThat(kinds(OURS, "Rival")).containsExactly(LabelFinding.Kind.CALLS_OTHERS_WHAT_IS_OURS);
        assertThat(kinds(POISON, "Rival")).containsExactly(LabelFinding.Kind.LOOKALIKE_ADDRESS);
    }

    @Test
    void five_hundred_names_made_to_look_like_ours_are_flagged() {
        Random random = new Random(2);
        String[] same = {"hһ", "aаɑα", "lі1|", "cс", "yу", "oо0ο", "nո"};
        List<String> seen = new ArrayList<>();
        while (seen.size() < 500) {
            StringBuilder name = new StringBuilder();
            boolean changed = false;
            for (char letter : "halcyon".toCharArray()) {
                String choices = java.util.Arrays.stream(same)
                        .filter(s -> s.charAt(0) == letter)
                        .findFirst()
                        .orElseThrow();
                char chosen = choices.charAt(random.nextInt(choices.length()));
                changed |= chosen != letter;
                name.append(random.nextBoolean() ? Character.toUpperCase(chosen) : chosen);
            }
            if (changed) {
                seen.add(name.append(": Hot ").append(seen.size()).toString());
            }
        }
        assertThat(seen)
                .allSatisfy(name ->
                        assertThat(kinds(NEW, name)).as(name).containsExactly(LabelFinding.Kind.LOOKALIKE_NAME));
        for (String near : List.of("Halcyn: Hot", "Halycon", "Helcyon", "Halkcyon 4", "HaIcyon")) {
            assertThat(kinds(NEW, near)).as(near).containsExactly(LabelFinding.Kind.LOOKALIKE_NAME);
        }
        for (String far : List.of("Falcon", "Hal", "Syon", "Harmony", "Alcione", "Haclony")) {
            assertThat(kinds(NEW, far)).as(far).isEmpty();
        }
    }

    @Test
    void ten_thousand_vanity_addresses_are_never_taken_for_ours() {
        Random random = new Random(3);
        for (int i = 0; i < 10_000; i++) {
            String middle = "%016x%016x".formatted(random.nextLong(), random.nextLong());
            assertThat(kinds("0xabcd" + middle + "ef12", "Rival")).containsExactly(LabelFinding.Kind.LOOKALIKE_ADDRESS);
        }
    }

    @Test
    void every_form_is_read_and_what_is_no_address_is_passed_over() {
        String tagPack = "title: t\ncreator: c\nlabel: Halcyon\nnetwork: ETH\ntags:\n- address: \"" + STRANGER
                + "\"\n- address: \"junk\"\n- address: \"" + NEW + "\"\n  label: Other\n";
        assertThat(LabelListFormat.TAGPACK.read(tagPack))
                .extracting(PublishedLabel::label)
                .containsExactly("Halcyon", "Other");
        String oli = "address,chain_id,tag_id,value\n" + STRANGER + ",eip155:1,owner_project,halcyon\n" + STRANGER
                + ",eip155:1,is_eoa,true\n";
        assertThat(LabelListFormat.OLI.read(oli)).hasSize(1);
        String etherscan = "Address,Name Tag\n" + STRANGER + ",Halcyon 1\n,\n";
        assertThat(LabelListFormat.ETHERSCAN.read(etherscan)).hasSize(1);
        String llama = "{\"ethereum\":[\"" + STRANGER + "\"],\"unheard\":[\"x\"]}";
        assertThat(watch.compare(LabelListFormat.DEFILLAMA.read(llama))).hasSize(1);
        String ton =
                "{\"metadata\":{\"label\":\"halcyon\"},\"addresses\":[{\"address\":\"EQAB\",\"comment\":\"hot\"}]}";
        assertThat(LabelListFormat.TON_LABELS.read(ton))
                .extracting(PublishedLabel::label)
                .containsExactly("halcyon: hot");
    }

    @Test
    void bombs_and_rubbish_are_refused() {
        String laughs = "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\ntags: [*c]\n";
        for (LabelListFormat format : LabelListFormat.values()) {
            for (String text : List.of(
                    laughs,
                    "[".repeat(100_000),
                    "{\"a\":".repeat(50_000),
                    "\u0000",
                    "!!java.net.URL [\"http://x\"]",
                    "tags: 1")) {
                if (format == LabelListFormat.OLI || format == LabelListFormat.ETHERSCAN) {
                    try {
                        assertThat(format.read(text)).isEmpty();
                    } catch (MalformedLabelListException e) {
                        assertThat(e.getMessage()).isNotBlank();
                    }
                } else {
                    assertThatThrownBy(() -> format.read(text)).isInstanceOf(MalformedLabelListException.class);
                }
            }
        }
    }

    @Test
    void a_publisher_is_given_its_own_corrections_in_each_form_and_no_formula() {
        CorrectionRequest request = new CorrectionRequest("labelscan", "https://portal.example", CLAIMS);
        assertThat(request.count()).isEqualTo(1);
        for (CorrectionRequest.Form form : CorrectionRequest.Form.values()) {
            if (form != CorrectionRequest.Form.TON_LABELS && form != CorrectionRequest.Form.DEFILLAMA) {
                assertThat(request.write(form))
                        .contains(STRANGER)
                        .contains("Halcyon: Hot")
                        .contains("https://portal.example/log/entries/2");
            }
        }
        assertThat(request.write(CorrectionRequest.Form.CSV)).contains("\"'=Halcyon: Hot\"");
        assertThat(request.write(CorrectionRequest.Form.TON_LABELS)).isEmpty();
        assertThat(new CorrectionRequest("Nobody", "https://portal.example", CLAIMS).count())
                .isZero();
    }

    @Test
    void what_a_list_is_asked_to_take_out_is_read_back_by_that_lists_own_reader() {
        List<String> accounts = List.of(
                "eip155:1:" + STRANGER,
                "eip155:137:" + STRANGER,
                "bip122:000000000019d6689c085ae165831e93:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
                "tvm:-239:" + TON);
        List<AddressClaim> claims = new ArrayList<>();
        for (String account : accounts) {
            claims.add(disclaimed(claims.size(), AccountId.parse(account), "Halcyon: Hot"));
        }
        CorrectionRequest request = new CorrectionRequest("Labelscan", "https://portal.example", claims);

        assertRead(LabelListFormat.OLI, request.write(CorrectionRequest.Form.OLI), accounts);
        assertRead(LabelListFormat.DEFILLAMA, request.write(CorrectionRequest.Form.DEFILLAMA), accounts);
        assertRead(LabelListFormat.ETHERSCAN, request.write(CorrectionRequest.Form.ETHERSCAN), accounts.subList(0, 1));
        assertRead(
                LabelListFormat.TON_LABELS, request.write(CorrectionRequest.Form.TON_LABELS), accounts.subList(3, 4));
    }

    private static void assertRead(LabelListFormat format, String list, List<String> accounts) {
        assertThat(format.read(list))
                .as(list)
                .extracting(label -> label.account().toString())
                .containsExactlyInAnyOrderElementsOf(accounts);
        if (format != LabelListFormat.DEFILLAMA) {
            assertThat(format.read(list)).extracting(PublishedLabel::label).containsOnly("Halcyon: Hot");
        }
    }

    private static AddressClaim disclaimed(long index, AccountId account, String label) {
        Dispute dispute = new Dispute(
                "Labelscan", label, "https://l.example/x", Instant.EPOCH, Optional.empty(), DisputeState.ASKED);
        Attribution like = claim(index, STRANGER, Claim.NOT_OWNED, dispute).attribution();
        return new AddressClaim(
                index,
                new Attribution(
                        like.id(),
                        like.issuedAt(),
                        account,
                        like.script(),
                        like.claim(),
                        like.entity(),
                        like.role(),
                        like.purpose(),
                        like.assets(),
                        like.validFrom(),
                        like.validUntil(),
                        like.supersedes(),
                        like.reason(),
                        like.evidence(),
                        like.disputes()),
                Optional.empty());
    }
}
