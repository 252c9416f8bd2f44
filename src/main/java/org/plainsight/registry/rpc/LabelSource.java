package org.plainsight.registry.rpc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import org.plainsight.registry.labels.FetchGuard;
import org.plainsight.registry.labels.LabelListFormat;
import org.plainsight.registry.labels.MalformedLabelListException;

/** A list of labels by its place: a file, or an https address whose host is on the allow-list. */
public final class LabelSource {

    private final LabelFetch fetch;

    /** @param allowed host names in lower case */
    public LabelSource(Collection<String> allowed) {
        this.fetch = new LabelFetch(new FetchGuard(Set.copyOf(allowed), InetAddress::getAllByName));
    }

    /**
     * @throws MalformedLabelListException when it must not be read, or is too large
     * @throws IOException when it cannot be read
     */
    public String text(String place) throws IOException, InterruptedException {
        if (place.startsWith("https://") || place.startsWith("http://")) {
            try {
                return fetch.text(URI.create(place));
            } catch (IllegalArgumentException e) {
                throw new MalformedLabelListException("no address of the web");
            }
        }
        try {
            Path file = Path.of(place);
            if (Files.size(file) > LabelListFormat.LENGTH_MAX) {
                throw new MalformedLabelListException("more than " + LabelListFormat.LENGTH_MAX + " bytes; split it");
            }
            return Files.readString(file);
        } catch (InvalidPathException e) {
            throw new MalformedLabelListException("neither a file nor an address of the web");
        }
    }
}
