package org.plainsight.bench.feed;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** HTTP/1.1 by hand, the same for both servers, so that the client costs both alike. */
final class RawClient implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer;
    private int at;
    private int end;

    RawClient(int port) throws IOException {
        this(port, 1 << 18);
    }

    RawClient(int port, int bufferSize) throws IOException {
        buffer = new byte[bufferSize];
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
    }

    /** @param firstByteNanos from the request to the first byte of the body */
    record Answer(int status, String etag, long length, long firstByteNanos) {}

    static byte[] request(String path, String... headers) {
        StringBuilder text = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    Answer ask(byte[] request) throws IOException {
        long start = System.nanoTime();
        socket.getOutputStream().write(request);
        String head = head();
        long first = System.nanoTime() - start;
        int status = Integer.parseInt(head.substring(9, 12));
        long length = status == 304 ? 0 : Long.parseLong(header(head, "content-length"));
        long rest = length - (end - at);
        at = rest < 0 ? at + (int) length : end;
        while (rest > 0) {
            int read = in.read(buffer, 0, (int) Math.min(rest, buffer.length));
            if (read < 0) {
                throw new IOException("the answer ended " + rest + " bytes early");
            }
            rest -= read;
        }
        return new Answer(status, header(head, "etag"), length, first);
    }

    /** Reads on until the text was seen, for streams. */
    void await(String text) throws IOException {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        int matched = 0;
        while (matched < wanted.length) {
            if (at == end) {
                fill();
            }
            byte b = buffer[at++];
            matched = b == wanted[matched] ? matched + 1 : b == wanted[0] ? 1 : 0;
        }
    }

    void send(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
    }

    /** The head of an answer, up to the empty line. */
    String head() throws IOException {
        StringBuilder earlier = new StringBuilder();
        int matched = 0;
        for (int from = at; ; from = at) {
            while (at < end && matched < 4) {
                byte b = buffer[at++];
                matched = b == (matched % 2 == 0 ? '\r' : '\n') ? matched + 1 : b == '\r' ? 1 : 0;
            }
            String part = new String(buffer, from, at - from, StandardCharsets.ISO_8859_1);
            if (matched == 4) {
                return earlier.isEmpty() ? part : earlier.append(part).toString();
            }
            earlier.append(part);
            fill();
        }
    }

    private void fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer));
        if (end == 0) {
            throw new IOException("the connection ended");
        }
    }

    private static String header(String head, String name) {
        for (int at = head.indexOf('\n'); at >= 0; at = head.indexOf('\n', at + 1)) {
            if (head.regionMatches(true, at + 1, name, 0, name.length())
                    && head.charAt(at + 1 + name.length()) == ':') {
                return head.substring(at + 2 + name.length(), head.indexOf('\r', at))
                        .strip();
            }
        }
        return "";
    }

    /** Answers per second over several connections. */
    static double rate(int port, byte[] request, int wantedStatus, int connections, long millis)
            throws InterruptedException {
        AtomicLong answered = new AtomicLong();
        AtomicLong wrong = new AtomicLong();
        long start = System.nanoTime();
        long stop = start + millis * 1_000_000;
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                try (RawClient client = new RawClient(port)) {
                    while (System.nanoTime() < stop) {
                        if (client.ask(request).status() != wantedStatus) {
                            wrong.incrementAndGet();
                        }
                        answered.incrementAndGet();
                    }
                } catch (IOException e) {
                    wrong.incrementAndGet();
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (wrong.get() > 0) {
            throw new IllegalStateException(wrong + " wrong answers of " + answered);
        }
        return answered.get() * 1e9 / (System.nanoTime() - start);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
