package org.plainsight.chain.evm.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.plainsight.merkle.Hash32;

/**
 * Which fields a header is hashed from, fork by fork, read from {@code header-fields.txt}. A fork that is not in the list
 * makes headers of its time unprovable, never wrong: they hash to something else.
 */
public final class HeaderFields {

    private record Field(String name, String form) {}

    /** Each fork's fields, those of the forks before it among them. */
    private static final List<List<Field>> FORKS = read();

    private HeaderFields() {}

    private static List<List<Field>> read() {
        try (var in = Objects.requireNonNull(HeaderFields.class.getResourceAsStream("header-fields.txt"))) {
            List<List<Field>> forks = new ArrayList<>();
            List<Field> fields = List.of();
            for (String line : new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList()) {
                if (!line.startsWith("#") && !line.isBlank()) {
                    fields = new ArrayList<>(fields);
                    for (String word : line.substring(line.indexOf(' ') + 1).split(" ", -1)) {
                        int colon = word.indexOf(':');
                        fields.add(new Field(word.substring(0, colon), word.substring(colon + 1)));
                    }
                    forks.addFirst(List.copyOf(fields));
                }
            }
            return List.copyOf(forks);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The header as it is hashed; empty when no fork's fields give the hash.
     *
     * @param field the values of a node's answer by their names, hex with 0x; null where there is none
     */
    public static Optional<ProvenHeader> find(Hash32 hash, Function<String, @Nullable String> field) {
        for (List<Field> fork : FORKS) {
            Optional<byte[]> rlp = encode(fork, field);
            if (rlp.isPresent() && Keccak.hash(rlp.get()).equals(hash)) {
                return Optional.of(ProvenHeader.parse(rlp.get()));
            }
        }
        return Optional.empty();
    }

    private static Optional<byte[]> encode(List<Field> fork, Function<String, @Nullable String> field) {
        List<byte[]> items = new ArrayList<>();
        for (Field wanted : fork) {
            String text = field.apply(wanted.name());
            Optional<byte[]> item = text == null ? Optional.empty() : encode(wanted.form(), text);
            if (item.isEmpty()) {
                return Optional.empty();
            }
            items.add(item.get());
        }
        return Optional.of(Rlp.encodeList(items));
    }

    private static Optional<byte[]> encode(String form, String text) {
        if (!text.matches("0x[0-9a-fA-F]{0,2048}")) {
            return Optional.empty();
        }
        String digits = text.substring(2);
        if (form.equals("quantity")) {
            return digits.isEmpty() ? Optional.empty() : Optional.of(Rlp.encode(new BigInteger(digits, 16)));
        }
        boolean fits = digits.length() % 2 == 0
                && (form.equals("data") || digits.length() == 2 * Integer.parseInt(form.substring("bytes".length())));
        return fits ? Optional.of(Rlp.encode(HexFormat.of().parseHex(digits))) : Optional.empty();
    }
}
