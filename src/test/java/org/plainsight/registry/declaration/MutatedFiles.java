package org.plainsight.registry.declaration;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A right registry with a few bytes flipped, cut, inserted or removed. */
public final class MutatedFiles {

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

    private MutatedFiles() {}

    public static InMemoryFiles of(Random random) {
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
}
