package org.plainsight.log;

import java.util.Optional;

/** The highest checkpoint ever signed, kept outside the database so that a database set back is noticed. */
public interface HighestSigned {

    /** The signed note last written; empty when there is none. */
    Optional<String> read();

    /** Replaces it atomically; durable when it returns. After an exception either text may stand. */
    void write(String note);

    /** Where an operator finds it. */
    String place();
}
