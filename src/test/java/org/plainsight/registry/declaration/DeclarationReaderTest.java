package org.plainsight.registry.declaration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.plainsight.registry.declaration.InMemoryFiles.ADDRESSES;
import static org.plainsight.registry.declaration.InMemoryFiles.COLD;
import static org.plainsight.registry.declaration.InMemoryFiles.ETH;
import static org.plainsight.registry.declaration.InMemoryFiles.OTHER;
import static org.plainsight.registry.declaration.InMemoryFiles.asset;
import static org.plainsight.registry.declaration.InMemoryFiles.owned;
import static org.plainsight.registry.declaration.InMemoryFiles.valid;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plainsight.disclosure.Attribution.Claim;
import org.plainsight.registry.AddressFormat;
import org.plainsight.registry.Declarations;
import org.plainsight.registry.Finding;
import org.plainsight.registry.MalformedRegistryException;

class DeclarationReaderTest {

    private final DeclarationReader reader =
            new DeclarationReader((chain, address) -> address.endsWith("c9") || address.endsWith("C9")
                    ? new AddressFormat.Wrong("the checksum is wrong")
                    : new AddressFormat.Fine(Optional.empty()));

    @Test
    void a_valid_registry_is_read_in_full() throws IOException {
        Declarations read = reader.read(valid());
        assertThat(read.entities()).containsExactly("Example");
        assertThat(read.assets()).hasSize(1);
        assertThat(read.addresses()).singleElement().satisfies(a -> {
            assertThat(a.place()).isEqualTo(ADDRESSES + ":1");
            assertThat(a.claim()).isEqualTo(Claim.OWNED);
            assertThat(a.assets()).containsExactly("*");
        });
    }

    @Test
    void the_example_of_the_repository_is_valid() throws IOException {
        Declarations read = reader.read(new DeclaredFolder(Path.of("address-registry")));
        assertThat(read.addresses()).hasSize(2);
        assertThat(read.assets()).hasSize(3);
    }

    @Test
    void every_error_is_named_by_file_line_and_field_with_a_remedy() {
        InMemoryFiles files = valid().with(
                        ADDRESSES,
                        owned("cold-1", COLD).replace("\"cold\"", "\"warm\"") + "\n\n"
                                + owned("cold-2", OTHER).replace("\"Example\"", "\"Exampel\"") + "\n"
                                + "{\"id\":\n");
        List<Finding> findings = findings(files);
        assertThat(findings)
                .extracting(Finding::place)
                .containsExactly(ADDRESSES + ":1", ADDRESSES + ":3", ADDRESSES + ":4");
        assertThat(findings).extracting(Finding::field).containsExactly("role", "entity", "");
        assertThat(findings).allSatisfy(f -> assertThat(f.remedy()).isNotBlank());
    }

    @Test
    void the_same_address_twice_is_an_error_that_names_both_places() {
        InMemoryFiles files = valid().with("addresses/b.jsonl", "\n" + owned("cold-2", COLD.replace("7c8", "7C8")));
        assertThat(findings(files)).singleElement().satisfies(f -> {
            assertThat(f.place()).isEqualTo("addresses/b.jsonl:2");
            assertThat(f.problem()).contains(ADDRESSES + ":1");
        });
    }

    @Test
    void the_same_id_twice_is_an_error_that_names_both_places() {
        InMemoryFiles files = valid().with("addresses/b.jsonl", owned("cold-1", OTHER));
        assertThat(findings(files)).singleElement().satisfies(f -> {
            assertThat(f.field()).isEqualTo("id");
            assertThat(f.problem()).contains(ADDRESSES + ":1");
        });
    }

    @Test
    void a_coin_counts_for_one_asset_only() {
        InMemoryFiles files =
                valid().with("assets.jsonl", asset(ETH, 18, ETH, 18) + "\n" + asset("swift:0/x99:WETH", 18, ETH, 18));
        assertThat(findings(files))
                .singleElement()
                .satisfies(f -> assertThat(f.problem()).contains("already counts for"));
    }

    @Test
    void a_representation_has_at_most_the_decimals_of_its_asset() {
        assertThat(findings(valid().with("assets.jsonl", asset("eip155:1/slip44:60", 6, ETH, 18))))
                .anySatisfy(f -> assertThat(f.field()).isEqualTo("representations[0].decimals"));
    }

    @Test
    void an_address_with_a_wrong_checksum_is_refused() {
        assertThat(findings(valid().with(ADDRESSES, owned("cold-1", COLD.substring(0, COLD.length() - 1) + "9"))))
                .singleElement()
                .satisfies(f -> assertThat(f.problem()).contains("checksum"));
    }

    @Test
    void an_address_of_ours_needs_role_and_purpose() {
        InMemoryFiles files = valid().with(
                        ADDRESSES,
                        owned("a", COLD).replace("\"role\":\"cold\",", "").replace("\"purpose\":\"client\",", ""));
        assertThat(findings(files)).extracting(Finding::field).containsExactly("role", "purpose");
    }

    @Test
    void a_disclaimer_needs_a_reason_and_carries_no_ownership_evidence() {
        assertThat(findings(valid().with(ADDRESSES, owned("a", COLD).replace("\"owned\"", "\"not_owned\""))))
                .extracting(Finding::field)
                .containsExactly("reason", "evidence");
    }

    @Test
    void an_unknown_member_is_refused() {
        assertThat(findings(valid().with("entities.jsonl", "{\"name\":\"Example\",\"nam\":\"x\"}")))
                .singleElement()
                .satisfies(f -> assertThat(f.field()).isEqualTo("nam"));
    }

    @Test
    void bidirectional_and_control_characters_are_refused_in_sentences() {
        for (String bad : List.of("a\\u202eb", "a\\u0000b", "a\\nb", "\\u2066x", " ")) {
            InMemoryFiles files = valid().with("entities.jsonl", "{\"name\":\"Example\",\"note\":\"" + bad + "\"}");
            assertThat(findings(files))
                    .as(bad)
                    .singleElement()
                    .satisfies(f -> assertThat(f.field()).isEqualTo("note"));
        }
    }

    @Test
    void a_claimed_amount_of_an_undeclared_asset_is_refused() {
        assertThat(
                        findings(
                                valid().with(
                                                "claimed.jsonl",
                                                "{\"asset\":\"swift:0/iso4217:EUR\",\"amount\":\"1\",\"by\":\"Bank\",\"as_of\":\"2026-01-01T00:00:00Z\"}")))
                .singleElement()
                .satisfies(f -> assertThat(f.problem()).contains("not declared"));
    }

    @Test
    void a_missing_file_is_an_error() {
        assertThat(findings(new InMemoryFiles()))
                .extracting(Finding::place)
                .containsExactly("entities.jsonl", "assets.jsonl");
    }

    @Test
    void a_line_without_end_is_refused_early() {
        assertThat(findings(valid().with(ADDRESSES, "{\"id\":\"" + "x".repeat(2_000_000))))
                .singleElement()
                .satisfies(f -> assertThat(f.problem()).contains("longer than"));
    }

    @Test
    void thousands_of_errors_stop_at_a_limit() {
        assertThat(findings(valid().with(ADDRESSES, "{}\n".repeat(100_000)))).hasSize(1_000);
    }

    private List<Finding> findings(InMemoryFiles files) {
        MalformedRegistryException[] thrown = new MalformedRegistryException[1];
        assertThatThrownBy(() -> reader.read(files))
                .isInstanceOfSatisfying(MalformedRegistryException.class, e -> thrown[0] = e);
        return thrown[0].findings();
    }
}
