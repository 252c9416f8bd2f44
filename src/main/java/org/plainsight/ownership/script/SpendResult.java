package org.plainsight.ownership.script;

import java.util.Set;

/** Whether an input may spend its output. */
public sealed interface SpendResult {

    /**
     * @param signers the keys whose signatures were needed and right, in hex
     * @param description of how, for people, e.g. {@code signed by 2 distinct keys of the 2-of-3 script}
     */
    record Satisfied(Set<String> signers, String description) implements SpendResult {
        public Satisfied {
            signers = Set.copyOf(signers);
        }
    }

    /** @param reason for people */
    record Refused(String reason) implements SpendResult {}

    /** Rules that are not evaluated here. */
    record Unknown(String reason) implements SpendResult {}
}
