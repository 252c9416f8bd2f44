package org.plainsight.feed.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.AccountId;
import org.plainsight.disclosure.Attribution.Claim;
import org.plainsight.disclosure.Attribution.Role;
import org.plainsight.feed.EntryWriter;
import org.plainsight.feed.FeedEntry;
import org.plainsight.feed.FeedHead;
import org.plainsight.testing.TestClaim;
import org.yaml.snakeyaml.error.YAMLException;

/** Every export read back by a reader of its consumer's form. */
class LabelExportTest {

    private static final FeedHead HEAD = new FeedHead(70, Instant.parse("2026-11-22T10:00:00Z"), "ab".repeat(32));
    private static final String EVM = "eip155:1:0x%040x";
    private static final String BITCOIN = "bip122:000000000019d6689c085ae165831e93:";
    private static final String BECH32 = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4";
    private static final List<FeedEntry> ENTRIES = List.of(
            entry(1, EVM.formatted(0xabcdef), Claim.OWNED, "Example Ltd"),
            entry(2, EVM.formatted(0xbad), Claim.NOT_OWNED, "Example Ltd"),
            entry(3, BITCOIN + BECH32, Claim.OWNED, "Example Ltd"),
            entry(4, EVM.formatted(0x77), Claim.FORMERLY_OWNED, "Example Ltd"),
            entry(5, "xrpl:0:rPT1Sjq2YGrBMTttX4GZHjKu9dyfzbpAYe", Claim.OWNED, "Example Ltd"),
            entry(6, EVM.formatted(0x88), Claim.UNDER_REVIEW, "Example Ltd"),
            entry(7, "stellar:pubnet:GDMA3OUZHWTQ4RZBYEXR4VEZ7YGQNXOAMRSYRHDM5GSXH3UZQF5VGPXN", Claim.OWNED, "E"));
    private static final String OURS = "0x0000000000000000000000000000000000abcDeF";

    private static FeedEntry entry(long index, String account, Claim claim, String entity) {
        return new FeedEntry(
                index,
                TestClaim.of(
                                "id-" + index,
                                Instant.parse("2026-11-20T10:00:00Z"),
                                AccountId.parse(account),
                                claim,
                                entity)
                        .role(Role.HOT)
                        .purpose("client")
                        .reason("reason")
                        .build());
    }

    private static String text(LabelExport export, List<FeedEntry> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EntryWriter writer = export.begin(HEAD, "https://portal.example", out);
        for (FeedEntry entry : entries) {
            writer.entry(entry);
        }
        writer.end(entries.size());
        return out.toString(StandardCharsets.UTF_8);
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    private static List<NamedCsvRecord> csv(String text) {
        return CsvReader.builder().ofNamedCsvRecord(text).stream().toList();
    }

    @Test
    void what_is_not_ours_is_a_label_in_no_export_and_stands_in_the_disclaimed_file() throws IOException {
        for (LabelExport export : LabelExport.values()) {
            String text = text(export, ENTRIES);
            for (String stranger : List.of("bad", "77", "88")) {
                boolean listed = text.toLowerCase(java.util.Locale.ROOT).contains("0".repeat(10) + stranger);
                assertThat(listed).as(export + " " + stranger).isEqualTo(export == LabelExport.DISCLAIMED);
            }
        }
        JsonNode disclaimed = json(text(LabelExport.DISCLAIMED, ENTRIES));
        assertThat(disclaimed.path("count").asInt()).isEqualTo(3);
        assertThat(disclaimed.path("addresses").findValuesAsText("claim"))
                .containsExactly("not_owned", "formerly_owned", "under_review");
    }

    @Test
    void defi_llama_reads_chains_with_their_addresses() throws IOException {
        JsonNode chains = json(text(LabelExport.DEFILLAMA, ENTRIES));
        assertThat(chains.path("ethereum").path(0).asText()).isEqualToIgnoringCase(OURS);
        assertThat(chains.path("bitcoin").path(0).asText()).isEqualTo(BECH32);
    }

    @Test
    void a_tag_pack_keeps_the_published_rules_and_says_of_each_address_what_the_claim_says() throws IOException {
        List<Map<String, Object>> tags = TagPackRules.check(text(LabelExport.TAGPACK, ENTRIES));
        assertThat(tags.stream().map(tag -> tag.get("network") + " " + tag.get("address") + " " + tag.get("label")))
                .containsExactly(
                        "ETH " + OURS + " Example Ltd: hot wallet",
                        "BTC " + BECH32 + " Example Ltd: hot wallet",
                        "XRP rPT1Sjq2YGrBMTttX4GZHjKu9dyfzbpAYe Example Ltd: hot wallet");
        assertThat(tags.getFirst()).containsEntry("source", "https://portal.example/log/entries/1");
        assertThat(LabelExport.TAGPACK.fileName(HEAD)).isEqualTo("tagpack-70.yaml");
        assertThat(TagPackRules.check(text(LabelExport.TAGPACK, List.of()))).isEmpty();
    }

    @Test
    void the_rules_of_tag_packs_refuse_what_their_tool_refuses() throws IOException {
        String good = text(LabelExport.TAGPACK, ENTRIES);
        for (String bad : List.of(
                good.replace("creator: ", "author: "),
                good.replace("  label: \"Example Ltd: hot wallet\"", "  label: \"\""),
                good.replaceFirst("  currency: \"ETH\"\n", ""),
                good.replaceFirst("service_data", "sure"),
                good.replaceFirst("  source", "  label: x\n  source"),
                good + good.substring(good.indexOf("- address")))) {
            assertThat(bad).isNotEqualTo(good);
            assertThatThrownBy(() -> TagPackRules.check(bad))
                    .isInstanceOfAny(AssertionError.class, YAMLException.class);
        }
    }

    @Test
    void the_open_labels_rows_name_owner_and_use_of_each_address() throws IOException {
        List<NamedCsvRecord> rows = csv(text(LabelExport.OLI, ENTRIES));
        assertThat(rows).hasSize(4).allSatisfy(row -> {
            assertThat(row.getField("address")).isEqualToIgnoringCase(OURS);
            assertThat(row.getField("chain_id")).isEqualTo("eip155:1");
        });
        assertThat(rows.stream().map(r -> r.getField("tag_id") + "=" + r.getField("value")))
                .containsExactly(
                        "contract_name=Example Ltd: hot wallet",
                        "usage_category=cex",
                        "_comment=Claimed by Example Ltd",
                        "_source=https://portal.example/log/entries/1");
    }

    @Test
    void etherscan_and_blockscout_read_one_name_tag_per_address() throws IOException {
        List<NamedCsvRecord> rows = csv(text(LabelExport.ETHERSCAN, ENTRIES));
        assertThat(rows)
                .singleElement()
                .satisfies(row -> assertThat(row.getField("Name Tag")).isEqualTo("Example Ltd: hot wallet"));
        JsonNode tags = json(text(LabelExport.BLOCKSCOUT, ENTRIES)).path("tags");
        assertThat(tags).hasSize(1);
        assertThat(tags.path(0).path("chainId").asText()).isEqualTo("1");
        assertThat(tags.path(0).path("address").asText()).isEqualToIgnoringCase(OURS);
    }

    @Test
    void wallets_read_labels_of_bitcoin_addresses_line_by_line() throws IOException {
        String[] lines = text(LabelExport.BIP329, ENTRIES).split("\n");
        assertThat(lines).hasSize(1);
        assertThat(json(lines[0]).path("type").asText()).isEqualTo("addr");
        assertThat(json(lines[0]).path("ref").asText()).isEqualTo(BECH32);
    }

    @Test
    void ledgers_find_their_accounts_and_nothing_where_there_are_none() throws IOException {
        assertThat(text(LabelExport.XRP_LEDGER, ENTRIES))
                .contains("[[ACCOUNTS]]\naddress = \"rPT1Sjq2YGrBMTttX4GZHjKu9dyfzbpAYe\"\n");
        assertThat(text(LabelExport.STELLAR, ENTRIES)).startsWith("ACCOUNTS = [\n  \"GDMA3OUZ");
        assertThat(text(LabelExport.XRP_LEDGER, List.of())).isEmpty();
    }

    @Test
    void hostile_entities_never_become_structure_of_any_form() throws IOException {
        Random random = new Random(3);
        List<FeedEntry> hostile = new ArrayList<>();
        Set<String> entities = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            StringBuilder entity = new StringBuilder();
            for (int c = 0; c < 1 + random.nextInt(30); c++) {
                String alphabet = "=+-@\"'<>&:#{}[],|%!*? \\/ab\u202e\u0430\u0000\n";
                entity.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            entities.add(entity.toString());
            hostile.add(entry(i, EVM.formatted(i + 1), Claim.OWNED, entity.toString()));
        }
        JsonNode pack = new ObjectMapper(new YAMLFactory()).readTree(text(LabelExport.TAGPACK, hostile));
        assertThat(pack.path("tags")).hasSize(2_000);
        for (JsonNode tag : pack.path("tags")) {
            assertThat(entities).contains(tag.path("label").asText().replaceAll(": hot wallet$", ""));
        }
        for (NamedCsvRecord row : csv(text(LabelExport.ETHERSCAN, hostile))) {
            assertThat(row.getField("Name Tag").strip()).doesNotStartWith("=").doesNotStartWith("@");
        }
        assertThat(json(text(LabelExport.BLOCKSCOUT, hostile)).path("tags")).hasSize(2_000);
    }
}
