package org.plainsight.feed.web;

import jakarta.ws.rs.BadRequestException;
import org.plainsight.asset.ChainId;
import org.plainsight.feed.FeedEntry;

/** A height of one chain, as {@code CAIP-2@height}. */
record AtHeight(ChainId chain, long height) {

    static AtHeight parse(String text) {
        int split = text.lastIndexOf('@');
        if (split < 0 || !text.substring(split + 1).matches("[0-9]{1,18}")) {
            throw new BadRequestException(
                    "at: '" + text + "' is no chain with a height; write it like eip155:1@21000000.");
        }
        return new AtHeight(ChainId.parse(text.substring(0, split)), Long.parseLong(text.substring(split + 1)));
    }

    /** Whether a claim speaks of this height: from its first block on, and before its last. */
    boolean covers(FeedEntry entry) {
        return entry.attribution().subject().chain().equals(chain)
                && entry.attribution().validFrom().stream().allMatch(from -> from.height() <= height)
                && entry.attribution().validUntil().stream().allMatch(until -> height < until.height());
    }
}
