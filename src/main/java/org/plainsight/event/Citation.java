package org.plainsight.event;

import java.util.Optional;
import org.plainsight.evidence.BlockRef;

/**
 * What a quotation needs so that nobody can mean another figure.
 *
 * @param figure the figure or fact in words, e.g. {@code 12.5 BTC moved out}
 * @param block where it was observed
 * @param logIndex the entry that says it
 * @param sha256 hex: of the entry's bytes, or of the file that holds the figure
 */
public record Citation(String figure, Optional<BlockRef> block, Optional<Long> logIndex, Optional<String> sha256) {

    /** One line: figure; block, hash; log index; digest. What is unknown is left out. */
    public String line() {
        StringBuilder line = new StringBuilder(figure);
        block.ifPresent(b -> line.append("; ")
                .append(b.chain())
                .append(" block ")
                .append(b.height())
                .append(", hash ")
                .append(b.hash()));
        logIndex.ifPresent(index -> line.append("; log index ").append(index));
        sha256.ifPresent(digest -> line.append("; SHA-256 ").append(digest));
        return line.toString();
    }
}
