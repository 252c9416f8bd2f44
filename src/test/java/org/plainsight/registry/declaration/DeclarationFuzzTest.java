package org.plainsight.registry.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.plainsight.registry.AddressFormat;
import org.plainsight.registry.Declarations;
import org.plainsight.registry.DeclaredAddress;
import org.plainsight.registry.MalformedRegistryException;

class DeclarationFuzzTest {

    private static final int CASES = 10_000;
    private static final List<String> TOKENS = List.of(
            "\"",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\n",
            "\u0000",
            "\ufeff",
            "-1",
            "1e9",
            "null",
            "\"owned\"",
            "\"id\":1,",
            "\\u202e",
            "0x");

    private final DeclarationReader reader =
            new DeclarationReader((chain, address) -> new AddressFormat.Fine(Optional.empty()));

    @Test
    void a_mutated_registry_is_refused_or_every_row_of_it_keeps_the_rules() throws IOException {
        Random random = new Random(20261122);
        int refused = 0;
        for (int i = 0; i < CASES; i++) {
            InMemoryFiles files = mutated(random);
            try {
                assertThatRulesHold(reader.read(files));
            } catch (MalformedRegistryException e) {
                assertThat(e.findings()).allSatisfy(f -> assertThat(f.remedy()).isNotBlank());
                refused++;
            }
        }
        assertThat(refused).isBetween(CASES / 2, CASES);
    }

    @Test
    void one_bad_row_among_many_thousands_refuses_all() throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < 20; i++) {
            int bad = random.nextInt(5_000);
            StringBuilder rows = new StringBuilder();
            for (int row = 0; row < 5_000; row++) {
                String address = "eip155:31337:0x%040x".formatted(row + 1);
                rows.append(InMemoryFiles.owned("a" + row, row == bad ? address + "0" : address))
                        .append('\n');
            }
            InMemoryFiles files = InMemoryFiles.valid().with(InMemoryFiles.ADDRESSES, rows.toString());
            try {
                reader.read(files);
                assertThat(false).as("read a bad row").isTrue();
            } catch (MalformedRegistryException e) {
                assertThat(e.findings())
                        .singleElement()
                        .satisfies(f -> assertThat(f.place()).endsWith(":" + (bad + 1)));
            }
        }
    }

    private static InMemoryFiles mutated(Random random) {
        InMemoryFiles files = InMemoryFiles.valid()
                .with(
                        InMemoryFiles.ADDRESSES,
                        InMemoryFiles.owned("a", InMemoryFiles.COLD) + "\n"
                                + InMemoryFiles.owned("b", InMemoryFiles.OTHER));
        List<String> names = files.names();
        String name = names.get(random.nextInt(names.size()));
        byte[] bytes = files.bytes(name);
        for (int n = 1 + random.nextInt(3); n > 0 && bytes.length > 0; n--) {
            bytes = mutate(bytes, random);
        }
        return files.with(name, bytes);
    }

    private static byte[] mutate(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        return switch (random.nextInt(4)) {
            case 0 -> {
                bytes[at] ^= (byte) (1 << random.nextInt(8));
                yield bytes;
            }
            case 1 -> Arrays.copyOf(bytes, at);
            case 2 -> splice(bytes, at, at, TOKENS.get(random.nextInt(TOKENS.size())));
            default -> splice(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(8)), "");
        };
    }

    private static byte[] splice(byte[] bytes, int from, int to, String insert) {
        byte[] middle = insert.getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[from + middle.length + bytes.length - to];
        System.arraycopy(bytes, 0, all, 0, from);
        System.arraycopy(middle, 0, all, from, middle.length);
        System.arraycopy(bytes, to, all, from + middle.length, bytes.length - to);
        return all;
    }

    private static void assertThatRulesHold(Declarations read) {
        assertThat(new HashSet<>(
                        read.addresses().stream().map(DeclaredAddress::account).toList()))
                .hasSize(read.addresses().size());
        for (DeclaredAddress row : read.addresses()) {
            assertThat(read.entities()).contains(row.entity());
            assertThat(row.id()).matches("[a-z0-9][-a-z0-9._]{0,63}");
            switch (row.claim()) {
                case OWNED, CUSTOMER_DEPOSIT -> {
                    assertThat(row.role()).isPresent();
                    assertThat(row.purpose()).isPresent();
                }
                case NOT_OWNED, FORMERLY_OWNED, UNDER_REVIEW ->
                    assertThat(row.reason()).isNotBlank();
            }
        }
    }
}
