package org.plainsight.chain.bitcoin.rpc;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.bitcoinj.core.Block;
import org.bitcoinj.core.HeadersMessage;
import org.bitcoinj.core.InventoryItem;
import org.bitcoinj.core.InventoryMessage;
import org.bitcoinj.core.Message;
import org.bitcoinj.core.NotFoundMessage;
import org.bitcoinj.core.Peer;
import org.bitcoinj.core.listeners.PeerDisconnectedEventListener;
import org.bitcoinj.core.listeners.PreMessageReceivedEventListener;
import org.jspecify.annotations.Nullable;
import org.plainsight.chain.bitcoin.BlockHeader;
import org.plainsight.chain.bitcoin.follow.BlockNotThereException;
import org.plainsight.chain.bitcoin.follow.NodeUnavailableException;

/** Takes headers, blocks and announcements off the network thread. Keeps nothing that was not asked for. */
final class Inbox implements PreMessageReceivedEventListener, PeerDisconnectedEventListener {

    private final Map<String, CompletableFuture<byte[]>> wanted = new ConcurrentHashMap<>();
    private final Semaphore news = new Semaphore(0);
    private final CompletableFuture<Object> closed = new CompletableFuture<>();
    private volatile CompletableFuture<List<BlockHeader>> headers = new CompletableFuture<>();

    CompletableFuture<Object> closed() {
        return closed;
    }

    void requireOpen() {
        if (closed.isDone()) {
            throw new NodeUnavailableException("the Bitcoin node closed the connection");
        }
    }

    CompletableFuture<List<BlockHeader>> expectHeaders() {
        CompletableFuture<List<BlockHeader>> answer = new CompletableFuture<>();
        headers = answer;
        return answer;
    }

    List<CompletableFuture<byte[]>> expectBlocks(List<String> hashes) {
        wanted.clear();
        return hashes.stream()
                .map(hash -> wanted.computeIfAbsent(hash, h -> new CompletableFuture<>()))
                .toList();
    }

    void awaitNews(Duration atMost) throws InterruptedException {
        if (news.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }

    /** @return null for what is taken here; the rest (version, ping) is the peer's business */
    @Override
    public @Nullable Message onPreMessageReceived(Peer peer, Message message) {
        switch (message) {
            case HeadersMessage m ->
                headers.complete(m.getBlockHeaders().stream().map(Inbox::header).toList());
            case Block block -> deliver(block);
            case NotFoundMessage m -> m.getItems().forEach(item -> refuse(item.hash.toString()));
            case InventoryMessage m -> announce(m);
            default -> {
                return message;
            }
        }
        return null;
    }

    private void deliver(Block block) {
        CompletableFuture<byte[]> answer = wanted.remove(block.getHashAsString());
        if (answer != null) {
            answer.complete(block.serialize());
        }
    }

    private void refuse(String hash) {
        CompletableFuture<byte[]> answer = wanted.remove(hash);
        if (answer != null) {
            answer.completeExceptionally(new BlockNotThereException(hash));
        }
    }

    private void announce(InventoryMessage message) {
        if (message.getItems().stream().anyMatch(i -> i.type == InventoryItem.Type.BLOCK)) {
            news.release();
        }
    }

    @Override
    public void onPeerDisconnected(Peer peer, int peerCount) {
        closed.complete(peer);
        NodeUnavailableException gone = new NodeUnavailableException("the Bitcoin node closed the connection");
        headers.completeExceptionally(gone);
        wanted.values().forEach(answer -> answer.completeExceptionally(gone));
        news.release();
    }

    private static BlockHeader header(Block block) {
        return BlockHeader.of(
                (int) block.getVersion(),
                block.getPrevBlockHash().toString(),
                block.getMerkleRoot().toString(),
                block.time().getEpochSecond(),
                block.getDifficultyTarget(),
                block.getNonce());
    }
}
