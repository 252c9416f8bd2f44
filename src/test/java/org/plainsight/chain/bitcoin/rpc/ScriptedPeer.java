package org.plainsight.chain.bitcoin.rpc;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.plainsight.chain.bitcoin.BitcoinNetwork;
import org.plainsight.chain.bitcoin.BlockBuilder;
import org.plainsight.chain.bitcoin.BlockHeader;
import org.plainsight.chain.bitcoin.DoubleSha256;
import org.plainsight.chain.bitcoin.Outpoint;
import org.plainsight.chain.bitcoin.follow.SimulatedNode;

/** A regtest node on a real socket that speaks enough of the P2P protocol to be followed, and misbehaves as told. */
public final class ScriptedPeer implements AutoCloseable {

    public enum Behaviour {
        HONEST,
        /** Bodies are those of another block. */
        ANOTHER_BODY,
        /** A transaction that the header does not commit to is added to each body. */
        INVENTED_TRANSACTION,
        /** Headers claim another target than the chain asks for. */
        WRONG_WORK,
        /** Says nothing after the handshake. */
        STALLS,
        /** Hangs up at the first question. */
        VANISHES,
        /** Announces a message of two gigabytes. */
        OVERSIZED
    }

    private static final int MAX_PAYLOAD = 4_000_000;

    private final SimulatedNode node;
    private final Behaviour behaviour;
    private final ServerSocket server;

    public ScriptedPeer(SimulatedNode node, Behaviour behaviour) throws IOException {
        this.node = node;
        this.behaviour = behaviour;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (true) {
                byte[] header = in.readNBytes(24);
                if (header.length < 24) {
                    return;
                }
                String command = new String(header, 4, 12, StandardCharsets.US_ASCII).replace("\0", "");
                int length =
                        ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt(16);
                if (length < 0 || length > MAX_PAYLOAD) {
                    return;
                }
                if (!answer(command, in.readNBytes(length), socket.getOutputStream())) {
                    return;
                }
            }
        } catch (IOException e) {
            // the other side hung up
        }
    }

    /** @return whether to go on listening */
    private boolean answer(String command, byte[] payload, OutputStream out) throws IOException {
        switch (command) {
            case "version" -> {
                send(out, "version", version());
                send(out, "verack", new byte[0]);
            }
            case "ping" -> {
                if (behaviour != Behaviour.STALLS) {
                    send(out, "pong", payload);
                }
            }
            case "getheaders" -> {
                return headers(payload, out);
            }
            case "getdata" -> bodies(payload, out);
            default -> {}
        }
        return true;
    }

    private boolean headers(byte[] payload, OutputStream out) throws IOException {
        switch (behaviour) {
            case STALLS -> {
                return true;
            }
            case VANISHES -> {
                return false;
            }
            case OVERSIZED -> {
                out.write(frame("headers", new byte[0], Integer.MAX_VALUE));
                out.flush();
                return true;
            }
            default -> {}
        }
        List<String> locator = new ArrayList<>();
        for (int i = 0; i < (payload[4] & 0xff); i++) {
            locator.add(DoubleSha256.display(payload, 5 + i * 32));
        }
        List<BlockHeader> found = node.headersAfter(locator);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.writeBytes(new byte[] {(byte) 0xfd, (byte) found.size(), (byte) (found.size() >>> 8)});
        for (BlockHeader header : found) {
            answer.writeBytes(claimed(header).toBytes());
            answer.write(0);
        }
        send(out, "headers", found.size() < 0xfd ? shortForm(answer.toByteArray()) : answer.toByteArray());
        return true;
    }

    private BlockHeader claimed(BlockHeader h) {
        return behaviour == Behaviour.WRONG_WORK
                ? BlockHeader.of(h.version(), h.previous(), h.merkleRoot(), h.timeSeconds(), 0x207ffffeL, h.nonce())
                : h;
    }

    private static byte[] shortForm(byte[] withLongCount) {
        byte[] bytes = new byte[withLongCount.length - 2];
        bytes[0] = withLongCount[1];
        System.arraycopy(withLongCount, 3, bytes, 1, bytes.length - 1);
        return bytes;
    }

    private void bodies(byte[] payload, OutputStream out) throws IOException {
        for (int i = 0; i < (payload[0] & 0xff); i++) {
            String hash = DoubleSha256.display(payload, 1 + i * 36 + 4);
            byte[] body = node.blocks(List.of(hash)).getFirst();
            send(
                    out,
                    "block",
                    switch (behaviour) {
                        case ANOTHER_BODY -> anotherBody(body);
                        case INVENTED_TRANSACTION -> withInvention(body);
                        default -> body;
                    });
        }
    }

    private static byte[] anotherBody(byte[] body) {
        byte[] other = BlockBuilder.mine(
                "0".repeat(64), 1, List.of(BlockBuilder.coinbase(1, new BlockBuilder.Out("51", 1))), false);
        System.arraycopy(body, 0, other, 0, BlockHeader.LENGTH);
        return other;
    }

    private static byte[] withInvention(byte[] body) {
        byte[] invented = BlockBuilder.pay(
                        List.of(new Outpoint("ab".repeat(32), 0)),
                        new BlockBuilder.Out("0014" + "%040x".formatted(1), 1_000_000))
                .bytes(false);
        byte[] bytes = Arrays.copyOf(body, body.length + invented.length);
        bytes[BlockHeader.LENGTH]++;
        System.arraycopy(invented, 0, bytes, body.length, invented.length);
        return bytes;
    }

    private byte[] version() {
        return ByteBuffer.allocate(86)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(70_016)
                .putLong(9)
                .putLong(1_700_000_000L)
                .put(new byte[26])
                .put(new byte[26])
                .putLong(7)
                .put((byte) 0)
                .putInt((int) node.height())
                .put((byte) 0)
                .array();
    }

    private static void send(OutputStream out, String command, byte[] payload) throws IOException {
        out.write(frame(command, payload, payload.length));
        out.flush();
    }

    private static byte[] frame(String command, byte[] payload, int length) {
        byte[] hash = DoubleSha256.parse(DoubleSha256.hashOf(payload, 0, payload.length));
        ByteBuffer frame = ByteBuffer.allocate(24 + payload.length)
                .putInt((int) BitcoinNetwork.REGTEST.magic())
                .put(command.getBytes(StandardCharsets.US_ASCII));
        return frame.position(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(length)
                .put(hash, 0, 4)
                .put(payload)
                .array();
    }
}
