package org.plainsight.foreignlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plainsight.ownership.ContractOwners;
import org.plainsight.ownership.KnownBlocks;
import org.plainsight.ownership.OwnershipVerifier;
import org.plainsight.ownership.bitcoin.BitcoinSignatures;
import org.plainsight.ownership.ed25519.Ed25519Signatures;
import org.plainsight.ownership.evm.EvmSignatures;

/** The lists that HTX and OKX really published, against expectations made by another program. */
class PublishedListsTest {

    static final OwnershipVerifier VERIFIER = new OwnershipVerifier(
            List.of(
                    new BitcoinSignatures(),
                    new EvmSignatures((contract, height, hash) -> new ContractOwners.Unread("no node")),
                    new Ed25519Signatures()),
            (chain, height, hash) -> KnownBlocks.Answer.UNKNOWN);

    /** The words for the way of signing in the expectations, and in our reasons. */
    private static final Map<String, String> WAYS = Map.of(
            "p2pkh-c", "(P2PKH, compressed key, ",
            "raw-keccak", "(keccak-256 of the text, ",
            "eip191", "(EIP-191, ",
            "tron32(keccak)", "(TRON mark over keccak-256 of the text, ",
            "tron32(msg-bytes)", "(TRON mark over the text's bytes, ");

    private static Path folder(String name) {
        Path folder = Path.of(System.getProperty("plainsight.vectors"), name);
        assumeTrue(Files.exists(folder), "vectors absent: " + folder);
        return folder;
    }

    static Stream<Path> htx() throws IOException {
        try (Stream<Path> files = Files.list(folder("htx-addresses"))) {
            return files.filter(f -> f.toString().endsWith(".csv")).sorted().toList().stream();
        }
    }

    private static CheckedList check(Path file) throws IOException {
        return CheckedList.of(ForeignListReader.read(Files.readAllBytes(file)), VERIFIER);
    }

    private static List<JsonNode> expected(String name, Path file) throws IOException {
        List<JsonNode> expected = new ArrayList<>();
        for (JsonNode node : new ObjectMapper()
                .readTree(folder("htx-addresses").resolve(name).toFile())) {
            if (node.path("file").asText().equals(file.getFileName().toString())) {
                expected.add(node);
            }
        }
        return expected;
    }

    @ParameterizedTest
    @MethodSource("htx")
    void every_row_of_a_published_month_has_the_expected_outcome(Path file) throws IOException {
        List<String> found = new ArrayList<>();
        List<String> wanted = new ArrayList<>();
        for (CheckedRow row : check(file).rows()) {
            found.add(row.row().address() + " " + row.outcome() + " "
                    + (row.outcome() == RowOutcome.SIGNED ? row.reason() : ""));
        }
        for (JsonNode row : expected("expected_per_row.json", file)) {
            wanted.add(row.path("address").asText() + " "
                    + outcome(row.path("expected").asText()));
        }
        assertThat(found).containsExactlyElementsOf(wanted);
    }

    private static String outcome(String expected) {
        if (expected.equals("UNSIGNED")) {
            return "UNSIGNED ";
        }
        if (expected.equals("other")) {
            // Solana and Algorand: not checked by the program that made the expectations
            return "SIGNED signed by the address's key (Ed25519)";
        }
        String[] parts = expected.split(":", 3);
        String tail = parts[2].startsWith("hdr") ? "header " + parts[2].substring(3) : "v " + parts[2].substring(1);
        String who = parts[1].startsWith("p2pkh") ? "address's" : "account's";
        return "SIGNED signed by the " + who + " key " + WAYS.get(parts[1]) + tail + ")";
    }

    @ParameterizedTest
    @MethodSource("htx")
    void every_published_month_has_the_expected_findings(Path file) throws IOException {
        CheckedList list = check(file);
        JsonNode expected = expected("expected_reconciliation.json", file).getFirst();
        assertThat(list.rows().stream().filter(r -> !r.row().isOwnerRow()).count())
                .isEqualTo(expected.path("rows").asLong());
        assertThat(list.rows().stream()
                        .filter(r -> r.row().isOwnerRow())
                        .map(r -> r.row().line()))
                .containsExactlyElementsOf(lines(expected.path("bad")));
        assertThat(lines(list, Finding.Kind.DUPLICATE_ROWS))
                .isEqualTo(expected.path("dups").asInt());
        assertThat(labels(list, Finding.Kind.HEADER_WITHOUT_ROWS))
                .isEqualTo(texts(expected.path("header_without_detail")));
        assertThat(labels(list, Finding.Kind.ROWS_WITHOUT_HEADER))
                .isEqualTo(texts(expected.path("detail_without_header")));
        Set<String> mixed = new HashSet<>();
        expected.path("mixed_heights").fieldNames().forEachRemaining(mixed::add);
        assertThat(labels(list, Finding.Kind.MIXED_HEIGHTS)).isEqualTo(mixed);
        assertThat(mismatches(list)).isEqualTo(mismatches(expected.path("mismatch")));
    }

    private static List<Long> lines(JsonNode bad) {
        List<Long> lines = new ArrayList<>();
        bad.forEach(entry -> lines.add(entry.get(0).asLong()));
        return lines;
    }

    private static int lines(CheckedList list, Finding.Kind kind) {
        return list.findings().stream()
                .filter(f -> f.kind() == kind)
                .mapToInt(f -> f.lines().size())
                .sum();
    }

    private static Set<String> labels(CheckedList list, Finding.Kind kind) {
        Set<String> labels = new HashSet<>();
        list.findings().stream()
                .filter(f -> f.kind() == kind)
                .forEach(f -> labels.add(f.label().toUpperCase(Locale.ROOT)));
        return labels;
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new HashSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static Map<String, String> mismatches(CheckedList list) {
        Map<String, String> found = new HashMap<>();
        for (Finding f : list.findings()) {
            if (f.kind() == Finding.Kind.TOTAL_MISMATCH || f.kind() == Finding.Kind.LABEL_MISMATCH) {
                found.put(
                        f.label().toUpperCase(Locale.ROOT),
                        plain(f.printed().orElseThrow()) + " "
                                + plain(f.summed().orElseThrow()));
            }
        }
        return found;
    }

    private static Map<String, String> mismatches(JsonNode expected) {
        Map<String, String> found = new HashMap<>();
        expected.properties()
                .forEach(e -> found.put(
                        e.getKey(),
                        plain(new BigDecimal(e.getValue().get(0).asText())) + " "
                                + plain(new BigDecimal(e.getValue().get(1).asText()))));
        return found;
    }

    private static String plain(BigDecimal figure) {
        return figure.stripTrailingZeros().toPlainString();
    }

    @Test
    void labels_that_file_the_same_coins_elsewhere_are_a_label_mismatch() throws IOException {
        CheckedList list = check(folder("htx-addresses").resolve("huobi_por_20240501.csv"));
        assertThat(labels(list, Finding.Kind.LABEL_MISMATCH)).contains("USDT-TRC20");
        assertThat(list.findings())
                .filteredOn(f -> f.label().equalsIgnoreCase("jUSDT-TRC20"))
                .allSatisfy(f -> assertThat(f.explanation()).startsWith("label mismatch"));
    }

    @Test
    void the_owners_named_in_an_okx_list_signed_but_were_not_read_on_chain() throws IOException {
        List<RowOutcome> outcomes = check(folder("okx-v1").resolve("okx_por_example.csv")).rows().stream()
                .map(CheckedRow::outcome)
                .toList();
        assertThat(outcomes)
                .containsExactly(
                        RowOutcome.SIGNED,
                        RowOutcome.SIGNED,
                        RowOutcome.OWNERS_SIGNED,
                        RowOutcome.NOT_CHECKED,
                        RowOutcome.NOT_CHECKED);
        List<RowOutcome> staking = check(folder("okx-v1").resolve("okx_por_staking_example.csv")).rows().stream()
                .map(CheckedRow::outcome)
                .toList();
        assertThat(staking).containsExactly(RowOutcome.SIGNED, RowOutcome.OWNERS_SIGNED, RowOutcome.OWNERS_SIGNED);
    }
}
