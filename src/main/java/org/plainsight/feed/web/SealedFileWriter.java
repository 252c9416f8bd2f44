package org.plainsight.feed.web;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;
import org.plainsight.feed.store.SealedFile;

/**
 * Hands a file's mapped pages to the socket as fast as the client takes them, without copying them to the heap. The
 * system's own way of sending files is closed where answers may be compressed on the way.
 */
@Provider
public class SealedFileWriter implements ServerMessageBodyWriter<SealedFile> {

    private static final int PIECE = 1 << 20;

    @Override
    public boolean isWriteable(Class<?> type, Type generic, ResteasyReactiveResourceInfo target, MediaType mediaType) {
        return type == SealedFile.class;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == SealedFile.class;
    }

    @Override
    public void writeResponse(SealedFile file, Type generic, ServerRequestContext context) {
        RoutingContext routing = ((ResteasyReactiveRequestContext) context).unwrap(RoutingContext.class);
        send(file, routing.request().method(), routing.response());
    }

    /** Ends the response with the file, or for HEAD with its length. */
    static void send(SealedFile file, HttpMethod method, HttpServerResponse response) {
        response.putHeader("Content-Length", Long.toString(file.length()));
        if (method.equals(HttpMethod.HEAD)) {
            response.end();
            return;
        }
        response.setWriteQueueMaxSize(2 * PIECE);
        send(response, file.bytes(), 0);
    }

    @SuppressWarnings("deprecation") // the only way to hand memory over as it is; its successor has it again
    private static void send(HttpServerResponse response, MemorySegment bytes, long from) {
        long at = from;
        while (!response.closed()) {
            if (response.writeQueueFull()) {
                long rest = at;
                response.drainHandler(drained -> {
                    response.drainHandler(null);
                    send(response, bytes, rest);
                });
                return;
            }
            long size = Math.min(PIECE, bytes.byteSize() - at);
            Buffer piece =
                    Buffer.buffer(Unpooled.wrappedBuffer(bytes.asSlice(at, size).asByteBuffer()));
            at += size;
            if (at == bytes.byteSize()) {
                response.end(piece);
                return;
            }
            response.write(piece);
        }
    }

    @Override
    public void writeTo(
            SealedFile file,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out) {
        throw new UnsupportedOperationException("files are written to the connection itself");
    }
}
