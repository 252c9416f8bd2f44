package org.plainsight.sandbox.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One EVM chain (anvil) on loopback that mines only when told. What {@link #mine} was given is written down first and
 * replayed at the next start, which gives the same blocks with the same hashes; what reaches the node another way
 * (its RPC, its test methods) is gone after a restart.
 */
public final class EvmNode implements AutoCloseable {
    /** The key of the one account the genesis block funds, with a thousand million ether; anvil's well-known first key. */
    public static final String FUNDED_KEY = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

    public static final String FUNDED_ADDRESS = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";

    private final Path folder;
    private final long chainId;
    private final Instant genesisTime;
    private final JsonRpc rpc;
    private NodeProcess process;

    private EvmNode(Path folder, long chainId, Instant genesisTime, int port) {
        this.folder = folder;
        this.chainId = chainId;
        this.genesisTime = genesisTime;
        this.rpc = new JsonRpc(URI.create("http://127.0.0.1:" + port + "/"));
        this.process = launch();
    }

    /** Starts on a free port. @throws NodeStartException naming the remedy */
    public static EvmNode start(Path folder, long chainId, Instant genesisTime) {
        return new EvmNode(folder, chainId, genesisTime, NodeProcess.freePort());
    }

    /** Starts on this port, or on a free one where it is taken. */
    public static EvmNode start(Path folder, long chainId, Instant genesisTime, int port) {
        return new EvmNode(folder, chainId, genesisTime, NodeProcess.portNear(port));
    }

    public long chainId() {
        return chainId;
    }

    public URI rpcUri() {
        return rpc.uri();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Any method of anvil. @throws NodeRpcException for an error or no answer */
    public JsonNode rpc(String method, Object... params) {
        return rpc.call(method, params);
    }

    public long height() {
        return Long.decode(rpc("eth_blockNumber").asText());
    }

    public String blockHash(long height) {
        return rpc("eth_getBlockByNumber", "0x" + Long.toHexString(height), false)
                .path("hash")
                .asText();
    }

    public Instant tipTime() {
        return Instant.ofEpochSecond(Long.decode(
                rpc("eth_getBlockByNumber", "latest", false).path("timestamp").asText()));
    }

    /**
     * Mines one block of these signed raw transactions; one that the node refuses is left out, now and at each replay.
     *
     * @param time of the block, later than the block before
     * @throws NodeRpcException after mining, when a transaction was refused
     */
    public synchronized void mine(Instant time, List<String> rawTransactions) {
        remember(time.getEpochSecond() + " " + String.join(" ", rawTransactions) + "\n");
        Optional<NodeRpcException> refused = mineAt(time.getEpochSecond(), rawTransactions);
        if (refused.isPresent()) {
            throw refused.get();
        }
    }

    public void stop() {
        process.stop();
    }

    /** As {@code kill -9}. */
    public void kill() {
        process.kill();
    }

    /** On the same port, with the blocks {@link #mine} made. */
    public void startAgain() {
        process.stop();
        process = launch();
    }

    @Override
    public void close() {
        stop();
    }

    private Optional<NodeRpcException> mineAt(long seconds, List<String> rawTransactions) {
        Optional<NodeRpcException> refused = Optional.empty();
        for (String raw : rawTransactions) {
            try {
                rpc("eth_sendRawTransaction", raw);
            } catch (NodeRpcException e) {
                refused = Optional.of(e);
            }
        }
        rpc("evm_mine", seconds);
        return refused;
    }

    private void remember(String line) {
        try {
            Files.writeString(journal(), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path journal() {
        return folder.resolve("blocks.journal");
    }

    private NodeProcess launch() {
        NodeProcess started = NodeProcess.start(
                folder,
                "evm-node.js",
                List.of(
                        Integer.toString(rpc.uri().getPort()),
                        Long.toString(chainId),
                        Long.toString(genesisTime.getEpochSecond()),
                        folder.resolve("cache").toString(),
                        "--no-mining"));
        started.await(this::answers);
        replay();
        return started;
    }

    private boolean answers() {
        try {
            return Long.decode(rpc("eth_chainId").asText()) == chainId;
        } catch (NodeRpcException notYet) {
            return false;
        }
    }

    private void replay() {
        if (!Files.exists(journal())) {
            return;
        }
        try {
            String written = Files.readString(journal());
            int complete = written.lastIndexOf('\n') + 1;
            for (String line : written.substring(0, complete).lines().toList()) {
                String[] words = line.trim().split(" ");
                mineAt(Long.parseLong(words[0]), List.of(words).subList(1, words.length));
            }
            if (complete < written.length()) {
                // a kill has cut the last line
                Files.writeString(journal(), written.substring(0, complete));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
