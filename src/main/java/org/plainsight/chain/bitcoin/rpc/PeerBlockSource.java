package org.plainsight.chain.bitcoin.rpc;

import java.net.InetSocketAddress;
import java.nio.channels.NotYetConnectedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.BlockLocator;
import org.bitcoinj.core.Context;
import org.bitcoinj.core.GetDataMessage;
import org.bitcoinj.core.GetHeadersMessage;
import org.bitcoinj.core.Message;
import org.bitcoinj.core.NetworkParameters;
import org.bitcoinj.core.Peer;
import org.bitcoinj.core.PeerAddress;
import org.bitcoinj.core.VersionMessage;
import org.bitcoinj.net.NioClientManager;
import org.bitcoinj.utils.Threading;
import org.plainsight.chain.bitcoin.BlockHeader;
import org.plainsight.chain.bitcoin.follow.BlockNotThereException;
import org.plainsight.chain.bitcoin.follow.BlockSource;
import org.plainsight.chain.bitcoin.follow.NodeUnavailableException;

/**
 * One bitcoinj {@code Peer} without a chain. Its messages are taken from it before it acts on them; blocks are asked for
 * by hash and without witness data, which no text of ours needs.
 */
final class PeerBlockSource implements BlockSource {

    private static final Duration HANDSHAKE = Duration.ofSeconds(10);

    private final NetworkParameters parameters;
    private final Peer peer;
    private final Inbox inbox;
    private final NioClientManager network;
    private final Duration answerWithin;

    private PeerBlockSource(
            NetworkParameters parameters, Peer peer, Inbox inbox, NioClientManager network, Duration answerWithin) {
        this.parameters = parameters;
        this.peer = peer;
        this.inbox = inbox;
        this.network = network;
        this.answerWithin = answerWithin;
    }

    static PeerBlockSource open(NetworkParameters parameters, InetSocketAddress address, Duration answerWithin) {
        Context.propagate(new Context());
        VersionMessage version = new VersionMessage(parameters, 0);
        version.relayTxesBeforeFilter = false;
        Peer peer = new Peer(parameters, version, PeerAddress.simple(address), null);
        Inbox inbox = new Inbox();
        peer.addPreMessageReceivedEventListener(Threading.SAME_THREAD, inbox);
        peer.addDisconnectedEventListener(Threading.SAME_THREAD, inbox);
        NioClientManager network = new NioClientManager();
        network.startAsync().awaitRunning();
        PeerBlockSource source = new PeerBlockSource(parameters, peer, inbox, network, answerWithin);
        boolean open = false;
        try {
            CompletableFuture<?> connected = network.openConnection(address, peer);
            await(connected, HANDSHAKE, "the Bitcoin node at " + address + " does not answer");
            CompletableFuture<?> greeted = CompletableFuture.anyOf(peer.getVersionHandshakeFuture(), inbox.closed());
            await(greeted, HANDSHAKE, "the Bitcoin node at " + address + " does not shake hands");
            inbox.requireOpen();
            open = true;
            return source;
        } finally {
            if (!open) {
                source.close();
            }
        }
    }

    @Override
    public List<BlockHeader> headersAfter(List<String> locator) {
        CompletableFuture<List<BlockHeader>> answer = inbox.expectHeaders();
        List<Sha256Hash> hashes = locator.stream().map(Sha256Hash::wrap).toList();
        send(new GetHeadersMessage(
                parameters.getSerializer().getProtocolVersion(), new BlockLocator(hashes), Sha256Hash.ZERO_HASH));
        // Some nodes say nothing when they have nothing. Messages are answered in order, so a pong then means none.
        var _ = peer.sendPing().thenRun(() -> answer.complete(List.of()));
        return await(answer, answerWithin, "the Bitcoin node did not answer within " + answerWithin.toSeconds() + " s");
    }

    @Override
    public List<byte[]> blocks(List<String> hashes) {
        List<CompletableFuture<byte[]>> answers = inbox.expectBlocks(hashes);
        hashes.forEach(hash -> send(GetDataMessage.ofBlock(Sha256Hash.wrap(hash), false)));
        List<byte[]> blocks = new ArrayList<>();
        for (int i : IntStream.range(0, hashes.size()).toArray()) {
            blocks.add(await(
                    answers.get(i),
                    answerWithin,
                    "the Bitcoin node did not send block " + hashes.get(i) + " within " + answerWithin.toSeconds()
                            + " s"));
        }
        return blocks;
    }

    @Override
    public void awaitNews(Duration atMost) throws InterruptedException {
        inbox.awaitNews(atMost);
    }

    @Override
    public void close() {
        peer.close();
        network.stopAsync();
    }

    private void send(Message message) {
        inbox.requireOpen();
        try {
            var _ = peer.sendMessage(message);
        } catch (NotYetConnectedException e) {
            throw new NodeUnavailableException("the connection to the Bitcoin node is gone", e);
        }
    }

    private static <T> T await(CompletableFuture<T> answer, Duration atMost, String otherwise) {
        try {
            return answer.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new NodeUnavailableException(otherwise, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BlockNotThereException missing) {
                throw missing;
            }
            throw new NodeUnavailableException(otherwise + " (" + e.getMessage() + ")", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NodeUnavailableException("interrupted while waiting for the Bitcoin node", e);
        }
    }
}
