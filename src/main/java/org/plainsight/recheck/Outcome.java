package org.plainsight.recheck;

/** What came of one check. Could not check is never counted as agrees. */
public enum Outcome {
    AGREES,
    DIFFERS,
    UNCHECKED
}
