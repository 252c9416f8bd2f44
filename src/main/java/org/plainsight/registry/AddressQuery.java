package org.plainsight.registry;

import java.util.Optional;
import org.plainsight.asset.ChainId;
import org.plainsight.disclosure.Attribution.Claim;
import org.plainsight.disclosure.Attribution.Role;

/**
 * Which standing claims a page shows. Every filter that is present must fit.
 *
 * @param address a whole address, with or without its chain; parts of addresses match nothing, so that look-alikes
 *     (address poisoning) are never found in place of the real one
 * @param verdict {@code valid}, {@code inconclusive} or {@code invalid}
 * @param offset from 0
 * @param limit 1 to {@link #LIMIT_MAX}
 */
public record AddressQuery(
        Optional<String> address,
        Optional<Claim> claim,
        Optional<ChainId> chain,
        Optional<Role> role,
        Optional<String> verdict,
        Optional<String> entity,
        Sort sort,
        int offset,
        int limit) {

    public static final int LIMIT_MAX = 1_000;

    public enum Sort {
        /** By chain, then address. */
        ADDRESS,
        /** By log index, newest claim first. */
        NEWEST,
        /** By role, then address. */
        ROLE,
        /** Valid first, then inconclusive, then invalid. */
        VERDICT
    }

    public AddressQuery {
        if (offset < 0 || limit < 1 || limit > LIMIT_MAX) {
            throw new IllegalArgumentException(
                    "offset " + offset + ", limit " + limit + ": at least 0 and 1 to " + LIMIT_MAX);
        }
    }

    /** Everything, by address. */
    public static AddressQuery page(int offset, int limit) {
        return new AddressQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Sort.ADDRESS,
                offset,
                limit);
    }
}
