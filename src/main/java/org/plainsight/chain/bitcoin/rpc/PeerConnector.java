package org.plainsight.chain.bitcoin.rpc;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.bitcoinj.core.NetworkParameters;
import org.plainsight.chain.WrongNetworkException;
import org.plainsight.chain.bitcoin.BitcoinNetwork;
import org.plainsight.chain.bitcoin.follow.BlockSource;
import org.plainsight.chain.bitcoin.follow.NodeUnavailableException;

/** Connects to nodes of one network by their host and port. */
public final class PeerConnector implements BlockSource.Connector {

    private final BitcoinNetwork network;
    private final Duration answerWithin;

    /** @param answerWithin how long a node may take for one answer */
    public PeerConnector(BitcoinNetwork network, Duration answerWithin) {
        this.network = network;
        this.answerWithin = answerWithin;
    }

    @Override
    public BlockSource connect(String peer) {
        InetSocketAddress address = address(peer);
        NetworkParameters parameters = parameters(network)
                .orElseThrow(() -> new WrongNetworkException("the P2P client does not speak to " + network
                        + " yet; set plainsight.bitcoin.network to mainnet," + " testnet3, signet or regtest"));
        try {
            return PeerBlockSource.open(parameters, address, answerWithin);
        } catch (NodeUnavailableException e) {
            NetworkProbe.otherNetworkAt(address, network).ifPresent(other -> {
                throw new WrongNetworkException("the node at " + peer + " is of " + other + ", not of " + network
                        + "; set plainsight.bitcoin.network=" + other + ", or plainsight.bitcoin.peers to a node of "
                        + network);
            });
            throw e;
        }
    }

    static Optional<NetworkParameters> parameters(BitcoinNetwork network) {
        return switch (network) {
            case MAINNET -> Optional.of(NetworkParameters.of(org.bitcoinj.base.BitcoinNetwork.MAINNET));
            case TESTNET3 -> Optional.of(NetworkParameters.of(org.bitcoinj.base.BitcoinNetwork.TESTNET));
            case SIGNET -> Optional.of(NetworkParameters.of(org.bitcoinj.base.BitcoinNetwork.SIGNET));
            case REGTEST -> Optional.of(NetworkParameters.of(org.bitcoinj.base.BitcoinNetwork.REGTEST));
            case TESTNET4 -> Optional.empty();
        };
    }

    private InetSocketAddress address(String peer) {
        int colon = peer.lastIndexOf(':');
        boolean hasPort = (colon > peer.lastIndexOf(']') && peer.indexOf(':') == colon) || peer.contains("]:");
        String host = hasPort ? peer.substring(0, colon) : peer;
        try {
            int port = hasPort ? Integer.parseInt(peer.substring(colon + 1)) : network.defaultPort();
            InetSocketAddress address =
                    new InetSocketAddress(host.replace("[", "").replace("]", ""), port);
            if (address.isUnresolved()) {
                throw new NodeUnavailableException("the host name of the Bitcoin node " + peer + " does not resolve");
            }
            return address;
        } catch (IllegalArgumentException e) {
            throw new NodeUnavailableException(
                    "'" + peer + "' is no node; write plainsight.bitcoin.peers as host:port", e);
        }
    }
}
