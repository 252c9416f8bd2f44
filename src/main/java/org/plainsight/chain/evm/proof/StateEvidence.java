package org.plainsight.chain.evm.proof;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.MalformedIdentifierException;
import org.plainsight.disclosure.BlockJson;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.disclosure.MalformedStatementException;
import org.plainsight.evidence.BlockRef;
import org.plainsight.merkle.Hash32;

/**
 * Everything needed to prove balances at one block, as one file: the header, the trie nodes of all accounts and storage
 * slots, each once, and where each token keeps its balances. The format is described in docs/formats/evm-evidence.md.
 */
public final class StateEvidence {

    public static final String KIND = "evm-state/1";

    private static final String MAGIC = "plainsight " + KIND + "\n";
    private static final int LONGEST_HEAD = 1 << 20;
    private static final int LONGEST_NODE = 1 << 16;

    private final BlockRef block;
    private final ProvenHeader header;
    private final Map<AssetId, StorageLayout> layouts;
    private final NodeSet nodes;
    private final StateProof proof;

    /** @throws IllegalArgumentException when the header is not the block's */
    public StateEvidence(BlockRef block, ProvenHeader header, Map<AssetId, StorageLayout> layouts, NodeSet nodes) {
        if (!header.hash().toHex().equals(block.hash())
                || header.number() != block.height()
                || !header.time().equals(block.time())) {
            throw new IllegalArgumentException("the header is not that of block " + block.height());
        }
        this.block = block;
        this.header = header;
        this.layouts = new TreeMap<>(layouts);
        this.nodes = nodes;
        this.proof = new StateProof(header.stateRoot(), nodes);
    }

    public BlockRef block() {
        return block;
    }

    /** The balance as the state of the block has it. */
    public Proven<Amount> balance(String address, AssetId asset) {
        if (!asset.chain().equals(block.chain())) {
            return new Proven.Broken<>("it is of another chain");
        }
        if (asset.isNative()) {
            return switch (proof.account(address)) {
                case Proven.Value<AccountState>(AccountState account) -> new Proven.Value<>(account.balance());
                case Proven.Broken<AccountState>(String reason) -> new Proven.Broken<>(reason);
            };
        }
        Optional<StorageLayout> layout = Optional.ofNullable(layouts.get(asset));
        if (layout.isEmpty()) {
            return new Proven.Broken<>("where the token keeps its balances is not in the file");
        }
        return switch (proof.account(asset.reference())) {
            case Proven.Value<AccountState>(AccountState contract)
            when contract.codeHash().equals(AccountState.NO_CODE) ->
                new Proven.Broken<>("there is no contract at the token's address");
            case Proven.Value<AccountState>(AccountState contract) ->
                proof.storage(contract, layout.get().slotOf(address));
            case Proven.Broken<AccountState>(String reason) -> new Proven.Broken<>(reason);
        };
    }

    public void writeTo(OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        data.write(MAGIC.getBytes(StandardCharsets.US_ASCII));
        data.write(head());
        data.write('\n');
        for (byte[] node : nodes.sorted()) {
            data.writeInt(node.length);
            data.write(node);
        }
        data.flush();
    }

    private byte[] head() {
        return CanonicalJson.write(Json.object()
                .put("block", BlockJson.write(block))
                .put("header", HexFormat.of().formatHex(header.rlp()))
                .put("nodes", nodes.size())
                .put(
                        "tokens",
                        Json.array(
                                List.copyOf(layouts.entrySet()),
                                entry -> Json.object()
                                        .put("asset", entry.getKey().toString())
                                        .put("layout", entry.getValue().text())
                                        .build()))
                .build());
    }

    public byte[] toBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return out.toByteArray();
    }

    /** @throws MalformedStatementException when the bytes are no evidence file of this kind */
    public static StateEvidence read(byte[] bytes) {
        byte[] magic = MAGIC.getBytes(StandardCharsets.US_ASCII);
        if (bytes.length < magic.length || !Arrays.equals(magic, 0, magic.length, bytes, 0, magic.length)) {
            throw new MalformedStatementException(
                    "not an evidence file: it does not begin with 'plainsight evm-state/1'");
        }
        int end = magic.length;
        while (end < bytes.length && end < LONGEST_HEAD && bytes[end] != '\n') {
            end++;
        }
        if (end >= bytes.length || bytes[end] != '\n') {
            throw new MalformedStatementException("the evidence file's head does not end");
        }
        byte[] written = Arrays.copyOfRange(bytes, magic.length, end);
        Json.Obj head = Json.asObject(CanonicalJson.readCanonical(written));
        head.allowOnly("block", "header", "nodes", "tokens");
        try {
            Map<AssetId, StorageLayout> layouts = new TreeMap<>();
            for (var token : head.list("tokens", StateEvidence::readToken)) {
                layouts.put(token.getKey(), token.getValue());
            }
            StateEvidence read = new StateEvidence(
                    BlockJson.read(head.object("block")),
                    ProvenHeader.parse(HexFormat.of().parseHex(head.text("header"))),
                    layouts,
                    readNodes(ByteBuffer.wrap(bytes, end + 1, bytes.length - end - 1), head.integer("nodes")));
            if (!Arrays.equals(read.head(), written)) {
                throw new MalformedStatementException("the evidence file's head is not in its canonical form");
            }
            return read;
        } catch (IllegalArgumentException | MalformedRlpException | MalformedIdentifierException e) {
            throw new MalformedStatementException("the evidence file is malformed: " + e.getMessage());
        }
    }

    private static Map.Entry<AssetId, StorageLayout> readToken(Json value) {
        Json.Obj token = Json.asObject(value);
        token.allowOnly("asset", "layout");
        return Map.entry(AssetId.parse(token.text("asset")), StorageLayout.parse(token.text("layout")));
    }

    private static NodeSet readNodes(ByteBuffer body, long count) {
        NodeSet nodes = new NodeSet();
        String last = "";
        for (long i = 0; i < count; i++) {
            int length = body.remaining() < Integer.BYTES ? -1 : body.getInt();
            if (length < 1 || length > LONGEST_NODE || length > body.remaining()) {
                throw new MalformedRlpException("node " + i + " is cut off or too long");
            }
            byte[] node = new byte[length];
            body.get(node);
            Hash32 hash = nodes.add(node);
            if (hash.toHex().compareTo(last) <= 0) {
                throw new MalformedRlpException("node " + i + " is not in the order of the hashes");
            }
            last = hash.toHex();
        }
        if (body.hasRemaining()) {
            throw new MalformedRlpException("bytes after the last node");
        }
        return nodes;
    }
}
