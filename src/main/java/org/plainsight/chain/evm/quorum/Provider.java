package org.plainsight.chain.evm.quorum;

import java.time.Duration;
import java.time.Instant;
import org.plainsight.chain.evm.EvmNode;
import org.plainsight.chain.evm.NodeException;
import org.plainsight.chain.evm.NodeException.Kind;
import org.plainsight.chain.evm.proof.ProofSource;

/** One of the nodes a chain is read through, with how it has behaved. Safe for several threads. */
public final class Provider {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

    private final String id;
    private final String name;
    private final EvmNode node;
    private final ProofSource proofs;
    private Duration pause = FIRST_PAUSE;
    private Instant resting = Instant.MIN;
    private boolean quarantined;

    /**
     * @param id the same as long as the provider is
     * @param name for the public: never its URL, which may hold a key
     */
    public Provider(String id, String name, EvmNode node, ProofSource proofs) {
        this.id = id;
        this.name = name;
        this.node = node;
        this.proofs = proofs;
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    EvmNode node() {
        return node;
    }

    ProofSource proofs() {
        return proofs;
    }

    public synchronized boolean isQuarantined() {
        return quarantined;
    }

    /** @return false when it was before */
    synchronized boolean quarantine() {
        boolean first = !quarantined;
        quarantined = true;
        return first;
    }

    synchronized boolean isAvailable(Instant now) {
        return !quarantined && !now.isBefore(resting);
    }

    synchronized void answered() {
        pause = FIRST_PAUSE;
        resting = Instant.MIN;
    }

    /** One that is off, slow or asks for patience is left alone for a while, twice as long each time. */
    synchronized void failed(NodeException failure, Instant now) {
        if (failure.kind() != Kind.UNREACHABLE && failure.kind() != Kind.RATE_LIMITED) {
            return;
        }
        resting = now.plus(failure.retryAfter().orElse(pause));
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }
}
