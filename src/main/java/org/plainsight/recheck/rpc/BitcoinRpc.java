package org.plainsight.recheck.rpc;

import java.net.URI;
import java.util.HexFormat;
import java.util.Optional;
import org.plainsight.chain.bitcoin.BitcoinNetwork;
import org.plainsight.recheck.BitcoinBlocks;
import org.plainsight.recheck.UnreadableException;

/** A Bitcoin node's JSON-RPC: {@code getblockhash} and {@code getblock} are all that is asked. */
public final class BitcoinRpc implements BitcoinBlocks {

    private final JsonRpc rpc;

    public BitcoinRpc(URI uri) {
        this.rpc = new JsonRpc(uri);
    }

    /** The network by its genesis block. @throws UnreadableException when the node is off or of no known network */
    public BitcoinNetwork network() {
        String genesis = hashAt(0).orElseThrow(() -> new UnreadableException("the Bitcoin node has no first block"));
        for (BitcoinNetwork network : BitcoinNetwork.values()) {
            if (network.genesis().hash().equals(genesis)) {
                return network;
            }
        }
        throw new UnreadableException("the Bitcoin node's first block is " + genesis + ", of no network known here");
    }

    @Override
    public Optional<String> hashAt(long height) {
        try {
            return Optional.of(rpc.call("getblockhash", height).asText());
        } catch (JsonRpc.RpcErrorException e) {
            return Optional.empty();
        }
    }

    @Override
    public byte[] block(String hash) {
        try {
            return HexFormat.of().parseHex(rpc.call("getblock", hash, false).asText());
        } catch (JsonRpc.RpcErrorException | IllegalArgumentException e) {
            throw new UnreadableException("the Bitcoin node does not give the block " + hash + ": " + e.getMessage());
        }
    }
}
