package org.plainsight.recheck.rpc;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import org.plainsight.recheck.PublicSite;
import org.plainsight.recheck.UnreadableException;

/** A portal at a base URL. */
public final class HttpSite implements PublicSite {

    /** The largest published file is the upper tree, about 94 bytes per thousand leaves. */
    private static final int MAX_BYTES = 1024 * 1024 * 1024;

    private final String base;
    private final BoundedHttp http = new BoundedHttp(MAX_BYTES);

    /** @param base an http or https URL, with or without a slash at the end */
    public HttpSite(URI base) {
        this.base = base.toString().replaceAll("/+$", "");
    }

    @Override
    public byte[] read(String path) {
        try (InputStream body = open(path)) {
            return body.readAllBytes();
        } catch (IOException e) {
            throw new UnreadableException(base + path + " does not answer: " + e);
        }
    }

    @Override
    public InputStream open(String path) {
        URI uri;
        try {
            uri = URI.create(base + path);
        } catch (IllegalArgumentException e) {
            throw new UnreadableException("no path of a URL: " + path);
        }
        BoundedHttp.Opened answer = http.open(HttpRequest.newBuilder(uri));
        if (answer.status() == 200) {
            return answer.body();
        }
        String told = uri + " answers " + answer.status();
        try (InputStream _ = answer.body()) {
            throw answer.status() == 404 || answer.status() == 410
                    ? UnreadableException.missing(told)
                    : new UnreadableException(told);
        } catch (IOException e) {
            throw new UnreadableException(told);
        }
    }
}
