package org.plainsight.ownership;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.plainsight.asset.AccountId;

/** Reads who owns a multisig contract. An outage is an {@link Unread}, never an exception. */
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
    record Unread(String reason) implements Reading {}

    /**
     * The owners at exactly this block.
     *
     * @param blockHash 64 lower-case hex digits without 0x
     */
    Reading at(AccountId contract, long height, String blockHash);
}
