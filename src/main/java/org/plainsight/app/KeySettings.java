package org.plainsight.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Where the keys that sign statements lie. */
@ConfigMapping(prefix = "plainsight.keys")
interface KeySettings {

    /** By default {@code keys/operator.key} in the data directory. */
    Optional<Path> operatorFile();

    /** By default {@code keys/measuring.key} in the data directory. */
    Optional<Path> measuringFile();

    /** Make missing keys at the first start: for development and the demo. */
    @WithDefault("false")
    boolean create();
}
