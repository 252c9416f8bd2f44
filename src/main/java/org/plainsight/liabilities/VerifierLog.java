package org.plainsight.liabilities;

import java.util.OptionalLong;

/** What the verifiers that we hand out have to do with the log. */
public interface VerifierLog {

    /** The key of the log, {@code name+id+base64}. */
    String key();

    /** The log entry that states this SHA-256 (hex) of a verifier; empty before it is logged. */
    OptionalLong entry(String sha256);
}
