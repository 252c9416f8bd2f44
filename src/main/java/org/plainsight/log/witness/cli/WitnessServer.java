package org.plainsight.log.witness.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.plainsight.log.witness.Witness;
import org.plainsight.note.SignedNote;

/** {@code POST /add-checkpoint} over plain HTTP: put a web server with TLS in front of it. */
public final class WitnessServer implements AutoCloseable {

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final int MAX_THREADS = 64;

    private final Witness witness;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(MAX_THREADS, task -> {
        Thread thread = new Thread(task, "witness");
        thread.setDaemon(true);
        return thread;
    });

    /** Listens at once; port 0 is any free one. */
    public WitnessServer(Witness witness, InetSocketAddress address) throws IOException {
        this.witness = witness;
        this.server = HttpServer.create(address, 0);
        server.createContext("/", WitnessServer::notFound);
        server.createContext("/add-checkpoint", this::addCheckpoint);
        server.setExecutor(threads);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void addCheckpoint(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")
                || !exchange.getRequestURI().getPath().equals("/add-checkpoint")) {
            notFound(exchange);
            return;
        }
        byte[] request;
        try (InputStream body = exchange.getRequestBody()) {
            request = body.readNBytes(SignedNote.MAX_BYTES + 1);
        }
        switch (witness.add(request)) {
            case Witness.Answer.Cosigned(String lines) -> send(exchange, 200, TEXT, lines);
            case Witness.Answer.Conflict(long size) -> send(exchange, 409, "text/x.tlog.size", size + "\n");
            case Witness.Answer.Refused(int status, String reason) -> send(exchange, status, TEXT, reason + "\n");
        }
    }

    private static void notFound(HttpExchange exchange) throws IOException {
        send(exchange, 404, TEXT, "a witness answers POST /add-checkpoint, c2sp.org/tlog-witness\n");
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
