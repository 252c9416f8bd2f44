package org.plainsight.chain;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plainsight.asset.AssetId;
import org.plainsight.evidence.BlockRef;

/** A file with which an outsider checks a reading without believing the node it came from. */
public interface Evidence {

    /** The file's format and version, for example {@code evm-state/1}. */
    String kind();

    BlockRef block();

    /** The assets of which the file proves every balance that was read, zeros too. */
    Set<AssetId> proven();

    /** Why the other assets of the reading are not proven, in words for the public page. */
    Map<AssetId, String> unproven();

    /** A balance of the reading that the chain's state proves to be another: the reading is wrong, and here is how. */
    Optional<String> contradiction();

    /** What the file still lacks and may get soon, in words; empty where waiting would change nothing. */
    default Optional<String> awaited() {
        return Optional.empty();
    }

    /** The same bytes at each call. */
    void writeTo(OutputStream out) throws IOException;
}
