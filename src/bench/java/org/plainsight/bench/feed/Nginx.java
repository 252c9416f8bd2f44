package org.plainsight.bench.feed;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** nginx over a folder, as the yardstick. */
final class Nginx implements AutoCloseable {

    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Empty where nginx is not installed. */
    static Optional<Nginx> start(Path work) throws IOException, InterruptedException {
        int port = ServedPortal.freePort();
        Path settings = work.resolve("nginx.conf");
        Files.writeString(settings, settings(work.toAbsolutePath(), port));
        Process process;
        try {
            process = new ProcessBuilder(
                            "nginx", "-c", settings.toAbsolutePath().toString())
                    .redirectErrorStream(true)
                    .redirectOutput(work.resolve("nginx.log").toFile())
                    .start();
        } catch (IOException e) {
            return Optional.empty();
        }
        for (int i = 0; i < 50; i++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
                return Optional.of(new Nginx(process, port));
            } catch (IOException e) {
                Thread.sleep(100);
            }
        }
        process.destroy();
        throw new IOException("nginx did not come up: " + Files.readString(work.resolve("nginx.log")));
    }

    private static String settings(Path work, int port) {
        // workers of a server started by root would run as somebody who may not read the folder
        String user = "root".equals(System.getProperty("user.name")) ? "user root; " : "";
        return """
            %3$sdaemon off; worker_processes auto; error_log stderr error; pid %1$s/nginx.pid;
            events { worker_connections 8192; }
            http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; etag on;
              client_body_temp_path %1$s/b; proxy_temp_path %1$s/p; fastcgi_temp_path %1$s/f; uwsgi_temp_path %1$s/u;
              scgi_temp_path %1$s/s; open_file_cache max=100; open_file_cache_valid 60s;
              server { listen 127.0.0.1:%2$d; root %1$s/www; default_type application/octet-stream; } }
            """.formatted(work, port, user);
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        ServedPortal.end(process);
    }
}
