package org.plainsight.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Settings of the transparency log. */
@ConfigMapping(prefix = "plainsight.log")
interface LogSettings {

    /** The log's name, best its public address without scheme. It never changes: every signature has it. */
    @WithDefault("localhost/plainsight")
    String origin();

    /** Where the log's signing key lies; by default {@code keys/log.key} in the data directory. */
    Optional<Path> keyFile();

    /** Make a key at the first start, when none is there and nothing was ever signed. */
    @WithDefault("true")
    boolean createKey();

    Signing sequencer();

    interface Signing {

        /** False in a process that shows the log and leaves signing to another. */
        @WithDefault("true")
        boolean enabled();
    }
}
