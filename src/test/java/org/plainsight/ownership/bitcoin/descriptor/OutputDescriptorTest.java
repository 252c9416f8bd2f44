package org.plainsight.ownership.bitcoin.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.ChainId;
import org.plainsight.ownership.bitcoin.BitcoinScripts;

class OutputDescriptorTest {

    private static final ChainId MAINNET = ChainId.parse("bip122:000000000019d6689c085ae165831e93");
    private static final String KEY = "03a34b99f22c790c4e36b2b3c2c35a36db06226e41c692fc82b8b56ac1c540c5bd";
    private static final String OTHER = "03669b8afcec803a0d323e9a17f3ea8e68e8abe5a278020a929adbec52421adbd0";

    record Case(String descriptor, List<String> scripts) {}

    private static Stream<JsonNode> vectors() throws IOException {
        Path file = Path.of(System.getProperty("plainsight.vectors"), "other", "descriptors-bip380-386.json");
        assumeTrue(Files.exists(file), "vectors absent: " + file);
        return new ObjectMapper().readTree(file.toFile()).path("vectors").valueStream();
    }

    private static Case read(JsonNode vector) {
        List<String> scripts = new ArrayList<>();
        vector.path("scripts").forEach(script -> scripts.add(script.asText()));
        return new Case(vector.path("descriptor").asText(), scripts);
    }

    static Stream<Case> published() throws IOException {
        return vectors()
                .filter(v -> v.path("valid").asBoolean() && !v.path("private").asBoolean())
                .map(OutputDescriptorTest::read);
    }

    static Stream<Case> secret() throws IOException {
        return vectors().filter(v -> v.path("private").asBoolean()).map(OutputDescriptorTest::read);
    }

    static Stream<Case> wrong() throws IOException {
        return vectors().filter(v -> !v.path("valid").asBoolean()).map(OutputDescriptorTest::read);
    }

    @ParameterizedTest
    @MethodSource("published")
    void a_published_descriptor_gives_its_published_scripts(Case vector) {
        OutputDescriptor descriptor = OutputDescriptor.parse(MAINNET, vector.descriptor());
        List<String> scripts = new ArrayList<>();
        if (descriptor.isRanged()) {
            for (int i = 0; i < vector.scripts().size(); i++) {
                scripts.addAll(descriptor.scripts(i));
            }
        } else {
            scripts.addAll(descriptor.scripts(0));
        }
        assertThat(scripts).isNotEmpty();
        assertThat(scripts.subList(0, vector.scripts().size())).isEqualTo(vector.scripts());
        assertThat(OutputDescriptor.parse(MAINNET, descriptor.toString()).scripts(0))
                .isEqualTo(descriptor.scripts(0));
    }

    @ParameterizedTest
    @MethodSource("secret")
    void a_descriptor_with_a_private_key_is_refused_and_the_key_never_repeated(Case vector) {
        assertThatThrownBy(() -> OutputDescriptor.parse(MAINNET, vector.descriptor()))
                .isInstanceOf(MalformedDescriptorException.class)
                .hasMessageNotContaining("xprv")
                .hasMessageNotContaining("L4rK1yDtCWekvXuE6oXD9jCYfFNV2cWRpVuPLBcCU2z8TrisoyY1");
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void a_published_wrong_descriptor_is_refused(Case vector) {
        assertThatThrownBy(() -> OutputDescriptor.parse(MAINNET, vector.descriptor()))
                .isInstanceOf(MalformedDescriptorException.class);
    }

    @Test
    void a_multisig_tells_its_quorum_from_its_script_whatever_wraps_it() {
        String multi = "sortedmulti(2," + KEY + "," + OTHER + ")";
        for (String text : List.of(multi, "wsh(" + multi + ")", "sh(" + multi + ")", "sh(wsh(" + multi + "))")) {
            assertThat(OutputDescriptor.parse(MAINNET, text).quorum()).contains("2-of-2");
        }
        assertThat(OutputDescriptor.parse(MAINNET, "wpkh(" + KEY + ")").quorum())
                .isEmpty();
    }

    @Test
    void sorted_keys_give_one_address_in_any_order_and_unsorted_ones_two() {
        String one = KEY + "," + OTHER;
        String two = OTHER + "," + KEY;
        assertThat(OutputDescriptor.parse(MAINNET, "wsh(sortedmulti(1," + one + "))")
                        .accounts(0))
                .isEqualTo(OutputDescriptor.parse(MAINNET, "wsh(sortedmulti(1," + two + "))")
                        .accounts(0));
        assertThat(OutputDescriptor.parse(MAINNET, "wsh(multi(1," + one + "))").accounts(0))
                .isNotEqualTo(OutputDescriptor.parse(MAINNET, "wsh(multi(1," + two + "))")
                        .accounts(0));
    }

    @Test
    void every_kind_of_address_is_written_as_its_network_writes_it() {
        for (String text : List.of(
                "combo(" + KEY + ")",
                "wsh(pk(" + KEY + "))",
                "tr(" + KEY.substring(2) + ")",
                "sh(multi(1," + KEY + "))")) {
            OutputDescriptor descriptor = OutputDescriptor.parse(MAINNET, text);
            List<String> decoded = descriptor.accounts(0).stream()
                    .map(a -> HexFormat.of()
                            .formatHex(
                                    BitcoinScripts.script(MAINNET, a.address()).orElseThrow()))
                    .toList();
            assertThat(decoded).isNotEmpty();
            assertThat(descriptor.scripts(0)).containsAll(decoded);
        }
        assertThat(OutputDescriptor.parse(MAINNET, "wpkh(" + KEY + ")").accounts(0))
                .containsExactly(AccountId.parse(MAINNET + ":bc1qngw83fg8dz0k749cg7k3emc7v98wy0c74dlrkd"));
    }

    @Test
    void random_changes_of_a_descriptor_with_its_checksum_are_refused() {
        String good = OutputDescriptor.parse(MAINNET, "wsh(multi(1," + KEY + "," + OTHER + "))")
                .toString();
        Random random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder changed = new StringBuilder(good);
            changed.setCharAt(random.nextInt(good.length()), (char) (32 + random.nextInt(95)));
            if (!changed.toString().equals(good)) {
                assertThatThrownBy(() -> OutputDescriptor.parse(MAINNET, changed.toString()))
                        .isInstanceOf(MalformedDescriptorException.class);
            }
        }
    }

    @Test
    void deep_nesting_and_endless_text_are_refused() {
        for (String text : List.of(
                "tr(" + KEY.substring(2) + "," + "{".repeat(9_000),
                "sh(".repeat(3_000),
                "wsh(multi(1" + ",".repeat(9_000),
                "(".repeat(20_000))) {
            assertThatThrownBy(() -> OutputDescriptor.parse(MAINNET, text))
                    .isInstanceOf(MalformedDescriptorException.class);
        }
    }
}
