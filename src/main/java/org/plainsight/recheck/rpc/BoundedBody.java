package org.plainsight.recheck.rpc;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A body that ends with an error at a limit of size or time. The client's own timeout is over with the headers, so a server
 * that stalls or drips would hold its reader for ever.
 */
final class BoundedBody extends FilterInputStream {

    private final long maxBytes;
    private final CompletableFuture<Void> late = new CompletableFuture<>();
    private long count;

    BoundedBody(InputStream body, long maxBytes, Duration within) {
        super(body);
        this.maxBytes = maxBytes;
        var _ = late.completeOnTimeout(null, within.toMillis(), TimeUnit.MILLISECONDS)
                .thenRun(this::end);
    }

    /** Closing wakes a reader that waits. */
    private void end() {
        try {
            in.close();
        } catch (IOException e) {
            // it is not read any more
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = in.read(bytes, from, length);
        if (late.isDone()) {
            throw new IOException("the answer took too long");
        }
        count += Math.max(0, read);
        if (count > maxBytes) {
            throw new IOException("the answer has more than " + maxBytes + " bytes");
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        late.cancel(false);
        super.close();
    }
}
