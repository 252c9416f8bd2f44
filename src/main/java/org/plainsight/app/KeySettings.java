package org.plainsight.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** Where the keys that sign statements lie. */
@ConfigMapping(prefix = "plainsight.keys")
interface KeySettings {

    /**
     * The public keys of the operator whose private halves are elsewhere: requests are written to {@code signing} in the
     * data directory, and answers are taken from there. Then this machine cannot speak for the operator.
     */
    Optional<List<String>> operators();

    /** The operator's key where this machine may use it: a path, or another place a key can be. */
    Optional<String> operatorFile();

    /** By default {@code keys/measuring.key} in the data directory; a path, or another place a key can be. */
    Optional<String> measuringFile();

    /** Make missing keys at the first start: for development and the demo. */
    @WithDefault("false")
    boolean create();
}
