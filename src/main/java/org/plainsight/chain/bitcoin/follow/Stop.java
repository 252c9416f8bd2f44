package org.plainsight.chain.bitcoin.follow;

import java.time.Instant;
import org.plainsight.evidence.BlockRef;

/**
 * Following ended until a person looks: the node shows a heavier chain that lacks a block said to be final.
 *
 * @param orphaned the lowest final block that the other chain lacks
 * @param otherTip hash of the other chain's tip when it was seen
 * @param reported whether the public was told
 */
public record Stop(Instant at, String reason, BlockRef orphaned, String otherTip, boolean reported) {}
