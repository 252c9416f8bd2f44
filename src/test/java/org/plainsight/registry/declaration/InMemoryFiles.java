package org.plainsight.registry.declaration;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A registry's files without a disk. */
public final class InMemoryFiles implements DeclaredFiles {

    public static final String ADDRESSES = "addresses/a.jsonl";
    public static final String COLD = "eip155:31337:0x70997970c51812dc3a010c7d01b50e0d17dc79c8";
    public static final String OTHER = "eip155:31337:0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc";
    public static final String ETH = "eip155:31337/slip44:60";

    private final Map<String, byte[]> files = new TreeMap<>();

    public static InMemoryFiles valid() {
        return new InMemoryFiles()
                .with("entities.jsonl", "{\"name\":\"Example\"}\n")
                .with("assets.jsonl", asset(ETH, 18, ETH, 18) + "\n")
                .with(ADDRESSES, owned("cold-1", COLD) + "\n");
    }

    public static String asset(String id, int decimals, String representation, int representationDecimals) {
        return "{\"id\":\"%s\",\"symbol\":\"ETH\",\"name\":\"Ether\",\"decimals\":%d,\"representations\":[{\"asset\":\"%s\",\"decimals\":%d}]}"
                .formatted(id, decimals, representation, representationDecimals);
    }

    public static String owned(String id, String address) {
        return ("{\"id\":\"%s\",\"address\":\"%s\",\"claim\":\"owned\",\"entity\":\"Example\",\"role\":\"cold\","
                        + "\"purpose\":\"client\",\"evidence\":[{\"method\":\"eip191\",\"message\":\"text\",\"signatures\":[\"0x00\"]}]}")
                .formatted(id, address);
    }

    public InMemoryFiles with(String name, String text) {
        return with(name, text.getBytes(StandardCharsets.UTF_8));
    }

    public InMemoryFiles with(String name, byte[] bytes) {
        files.put(name, bytes);
        return this;
    }

    byte[] bytes(String name) {
        return files.get(name).clone();
    }

    @Override
    public List<String> names() {
        return List.copyOf(files.keySet());
    }

    @Override
    public InputStream open(String name) {
        return new ByteArrayInputStream(files.get(name));
    }
}
