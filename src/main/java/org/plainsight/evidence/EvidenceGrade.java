package org.plainsight.evidence;

/** How a published figure is known; strongest first. */
public enum EvidenceGrade {
    /** Arithmetic anyone can redo. */
    PROVEN,
    /** On chain, at a named block with its hash. */
    OBSERVED,
    /** By a named third party, at a time, under a standard. */
    ATTESTED,
    /** Signed by the operator, nothing more. */
    CLAIMED
}
