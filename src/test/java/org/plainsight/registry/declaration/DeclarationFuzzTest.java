package org.plainsight.registry.declaration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.plainsight.registry.AddressFormat;
import org.plainsight.registry.Declarations;
import org.plainsight.registry.DeclaredAddress;
import org.plainsight.registry.MalformedRegistryException;
import org.plainsight.testing.Runs;

class DeclarationFuzzTest {

    private static final int CASES = 10_000;
    private final DeclarationReader reader =
            new DeclarationReader((chain, address) -> new AddressFormat.Fine(Optional.empty()));

    @Test
    void a_mutated_registry_is_refused_or_every_row_of_it_keeps_the_rules() throws IOException {
        Random random = new Random(20261122);
        int refused = 0;
        for (int i = 0; i < CASES; i++) {
            InMemoryFiles files = MutatedFiles.of(random);
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
        int size = Runs.count(5_000, 20_000);
        for (int i = 0; i < Runs.count(20, 500); i++) {
            int bad = random.nextInt(size);
            StringBuilder rows = new StringBuilder();
            for (int row = 0; row < size; row++) {
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

    @Test
    void one_address_twice_is_found_with_both_places_however_far_apart() throws IOException {
        Random random = new Random(24);
        int size = Runs.count(20_000, 700_000);
        int pairs = Runs.count(100, 900);
        StringBuilder rows = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int row = 0; row < size; row++) {
            boolean again = row >= size - pairs;
            int number = again ? random.nextInt((size - pairs) / pairs) * pairs + (row - (size - pairs)) : row;
            String address = "0x%040x".formatted(number + 1);
            if (again) {
                expected.add(":" + (row + 1) + " " + (number + 1));
                address = random.nextBoolean() ? "0x" + address.substring(2).toUpperCase(Locale.ROOT) : address;
            }
            rows.append(InMemoryFiles.owned("a" + row, "eip155:31337:" + address))
                    .append('\n');
        }
        InMemoryFiles files = InMemoryFiles.valid().with(InMemoryFiles.ADDRESSES, rows.toString());
        assertThatThrownBy(() -> reader.read(files, row -> {}))
                .isInstanceOfSatisfying(
                        MalformedRegistryException.class,
                        e -> assertThat(e.findings())
                                .extracting(f -> f.place().replaceFirst("^.*:", ":") + " "
                                        + f.problem().replaceFirst("^.*:([0-9]+) too$", "$1"))
                                .containsExactlyElementsOf(expected));
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
