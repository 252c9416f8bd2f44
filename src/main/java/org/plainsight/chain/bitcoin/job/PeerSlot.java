package org.plainsight.chain.bitcoin.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plainsight.chain.bitcoin.follow.BlockSource;

/** One configured node: the open connection to it, or when to try again. For use by one thread. */
final class PeerSlot {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    private final String name;
    private final String address;
    private @Nullable BlockSource source;
    private Instant nextTry = Instant.MIN;
    private Duration wait = FIRST_WAIT;

    /** @param configured {@code host:port}, or {@code name@host:port} to be called by that name in public */
    PeerSlot(String configured) {
        int at = configured.indexOf('@');
        this.name = at < 0 ? configured : configured.substring(0, at);
        this.address = configured.substring(at + 1);
    }

    String name() {
        return name;
    }

    String address() {
        return address;
    }

    Optional<BlockSource> source() {
        return Optional.ofNullable(source);
    }

    boolean isDue(Instant now) {
        return source == null && !now.isBefore(nextTry);
    }

    void opened(BlockSource opened) {
        source = opened;
    }

    void answered() {
        wait = FIRST_WAIT;
    }

    /** Closes the connection; the next try is after a wait that doubles each time. @return that wait */
    Duration dropped(Instant now, Duration longest) {
        close();
        Duration until = wait;
        nextTry = now.plus(until);
        wait = wait.multipliedBy(2).compareTo(longest) < 0 ? wait.multipliedBy(2) : longest;
        return until;
    }

    void close() {
        if (source != null) {
            source.close();
            source = null;
        }
    }
}
