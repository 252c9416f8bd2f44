package org.plainsight.ownership;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.plainsight.asset.AccountId;

/** Reads who owns a contract, or lets it judge a signature. An outage is an {@link Unread}, never an exception. */
public interface ContractOwners {

    sealed interface Reading {}

    /**
     * What the contract said.
     *
     * @param owners EVM addresses, kept lower-case
     * @param threshold how many of them must sign
     */
    record Named(Set<String> owners, int threshold) implements Reading {
        public Named {
            owners = owners.stream().map(o -> o.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        }
    }

    /** Node off, block unknown to it, state pruned, or a contract that names no owners in a way known here. */
    record Unread(String reason) implements Reading, Acceptance {}

    sealed interface Acceptance {}

    /** The contract answered ERC-1271's magic value. */
    record Accepted() implements Acceptance {}

    /** The contract reverted or answered anything else. */
    record Refused() implements Acceptance {}

    /**
     * The owners at exactly this block.
     *
     * @param blockHash 64 lower-case hex digits without 0x
     */
    Reading at(AccountId contract, long height, String blockHash);

    /**
     * Whether the contract calls these bytes its signature (ERC-1271's {@code isValidSignature}) at exactly this block.
     *
     * @param hash 64 lower-case hex digits
     * @param signature lower-case hex without 0x
     * @param blockHash 64 lower-case hex digits without 0x
     */
    default Acceptance accepts(AccountId contract, String hash, String signature, long height, String blockHash) {
        return new Unread("contracts are not asked here");
    }
}
