package org.plainsight.chain.bitcoin.rpc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.bitcoinj.core.NetworkParameters;
import org.bitcoinj.core.VersionMessage;
import org.plainsight.chain.bitcoin.BitcoinNetwork;

/** Finds out whether a node that does not shake hands would do so for another network. */
final class NetworkProbe {

    private static final int TIMEOUT_MILLIS = 3_000;

    private NetworkProbe() {}

    static Optional<BitcoinNetwork> otherNetworkAt(InetSocketAddress address, BitcoinNetwork expected) {
        return Arrays.stream(BitcoinNetwork.values())
                .filter(network -> network != expected)
                .filter(network -> answers(address, network))
                .findFirst();
    }

    private static boolean answers(InetSocketAddress address, BitcoinNetwork network) {
        Optional<NetworkParameters> parameters = PeerConnector.parameters(network);
        if (parameters.isEmpty()) {
            return false;
        }
        try (Socket socket = new Socket()) {
            socket.connect(address, TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            ByteArrayOutputStream hello = new ByteArrayOutputStream();
            parameters.get().getSerializer().serialize(new VersionMessage(parameters.get(), 0), hello);
            socket.getOutputStream().write(hello.toByteArray());
            byte[] magic = socket.getInputStream().readNBytes(4);
            return magic.length == 4
                    && Integer.toUnsignedLong(ByteBuffer.wrap(magic).getInt()) == network.magic();
        } catch (IOException e) {
            return false;
        }
    }
}
