package org.plainsight.chain.evm.quorum;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.plainsight.asset.ChainId;
import org.plainsight.evidence.BlockRef;

/** Who is not asked any more, and why, for good. Every write is durable when it returns. Safe for several threads. */
public interface Quarantine {

    /** @param liftedAt when a person let the provider be asked again; empty while it is not */
    record Case(
            long id,
            String provider,
            Instant noticedAt,
            BlockRef block,
            String question,
            String said,
            String proven,
            String answer,
            Optional<Instant> liftedAt) {}

    /** Ids of the providers of a chain that are not to be asked. */
    Set<String> standing(ChainId chain);

    /** A provider that is in quarantine already stays there on the first case. */
    void keep(ChainId chain, Instant noticedAt, Contradiction found);

    /** A person's word: every provider of the chain is asked again. */
    void lift(ChainId chain, Instant at);

    /** Of all chains, newest first. */
    List<Case> cases();

    /** The evidence file of a case. */
    Optional<byte[]> proof(long id);

    /** Cases of a chain that the log was not told of yet, oldest first. */
    List<Case> untold(ChainId chain);

    void told(long id);
}
