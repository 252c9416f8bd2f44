package org.plainsight.disclosure;

/** Who speaks in a statement. */
public enum SignerRole {
    /** The exchange: its claims, its liabilities, its keys, its policy. */
    OPERATOR,
    /** The portal: what it measured and what went wrong. */
    MEASURING
}
