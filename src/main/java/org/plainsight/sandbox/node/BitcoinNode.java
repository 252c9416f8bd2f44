package org.plainsight.sandbox.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A Bitcoin regtest node (bcoin) with P2P and RPC on loopback and Bitcoin Core's address prefixes. Its blocks are kept in
 * the folder and come back, byte for byte, at the next start. Bcoin knows no taproot rules.
 */
public final class BitcoinNode implements AutoCloseable {
    /** Blocks to mine until segwit is active on regtest; the reward halves every 150 blocks. */
    public static final int SEGWIT_HEIGHT = 432;

    /** Of P2WSH and taproot addresses, whose coins bcoin does not list by itself. */
    private static final int PROGRAM_ADDRESS_LENGTH = 64;

    private final Path folder;
    private final int p2pPort;
    private final List<String> peers;
    private final JsonRpc rpc;
    private NodeProcess process;

    private BitcoinNode(Path folder, int p2pPort, int rpcPort, List<String> peers) {
        this.folder = folder;
        this.p2pPort = p2pPort;
        this.peers = List.copyOf(peers);
        this.rpc = new JsonRpc(URI.create("http://127.0.0.1:" + rpcPort + "/"));
        this.process = launch();
    }

    /** Starts on free ports, connected to nobody. @throws NodeStartException naming the remedy */
    public static BitcoinNode start(Path folder) {
        return new BitcoinNode(folder, NodeProcess.freePort(), NodeProcess.freePort(), List.of());
    }

    /** Starts on these ports, or on free ones where they are taken. */
    public static BitcoinNode start(Path folder, int p2pPort, int rpcPort) {
        return new BitcoinNode(folder, NodeProcess.portNear(p2pPort), NodeProcess.portNear(rpcPort), List.of());
    }

    /** A second node that follows this one. */
    public BitcoinNode startFollower(Path itsFolder) {
        return new BitcoinNode(
                itsFolder, NodeProcess.freePort(), NodeProcess.freePort(), List.of("127.0.0.1:" + p2pPort));
    }

    public int p2pPort() {
        return p2pPort;
    }

    public URI rpcUri() {
        return rpc.uri();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Any method of bcoin's RPC; see Bitcoin Core's names. @throws NodeRpcException for an error or no answer */
    public JsonNode rpc(String method, Object... params) {
        return rpc.call(method, params);
    }

    public int height() {
        return rpc("getblockcount").asInt();
    }

    public String tipHash() {
        return rpc("getbestblockhash").asText();
    }

    public String blockHash(int height) {
        return rpc("getblockhash", height).asText();
    }

    public String rawBlock(String hash) {
        return rpc("getblock", hash, false).asText();
    }

    /** The unspent coins of an address: {@code hash}, {@code index}, {@code value}, {@code height} (−1 unconfirmed), … */
    public JsonNode coins(String address) {
        return address.length() == PROGRAM_ADDRESS_LENGTH
                ? rpc("listprogramcoins", address)
                : rpc.get("/coin/address/" + address);
    }

    /** Mines blocks paying the address. @return their hashes */
    public List<String> mine(int count, String address) {
        List<String> hashes = new ArrayList<>();
        rpc("generatetoaddress", count, address).forEach(hash -> hashes.add(hash.asText()));
        return hashes;
    }

    /** @throws NodeRpcException when the node refuses the block */
    public void submitBlock(String rawHex) {
        JsonNode answer = rpc("submitblock", rawHex);
        if (!answer.isNull() && !answer.isMissingNode()) {
            throw new NodeRpcException("submitblock: " + answer.asText());
        }
    }

    /** The node returns to the block before and refuses this one from now on (until a restart). */
    public void invalidate(String blockHash) {
        rpc("invalidateblock", blockHash);
    }

    /** The time the node writes into its next blocks. */
    public void setTime(Instant time) {
        rpc("setmocktime", time.getEpochSecond());
    }

    public void stop() {
        process.stop();
    }

    /** As {@code kill -9}. */
    public void kill() {
        process.kill();
    }

    /** On the same ports, with the same chain. */
    public void startAgain() {
        process.stop();
        process = launch();
    }

    @Override
    public void close() {
        stop();
    }

    private NodeProcess launch() {
        List<String> arguments = new ArrayList<>(List.of(
                folder.toString(),
                Integer.toString(p2pPort),
                Integer.toString(rpc.uri().getPort())));
        arguments.addAll(peers);
        NodeProcess started = NodeProcess.start(folder, "bitcoin-node.js", arguments);
        started.await(started::printedReady);
        return started;
    }
}
