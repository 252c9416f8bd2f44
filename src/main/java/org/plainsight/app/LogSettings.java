package org.plainsight.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
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

    /** A c2sp.org/tlog-policy file: the witnesses that are asked, with their URLs, and the quorum readers should demand. */
    Optional<Path> witnessPolicy();

    /** How long a witness may take to answer; a checkpoint waits for them that long at most. */
    @WithDefault("3s")
    Duration witnessTimeout();

    Signing sequencer();

    Export export();

    interface Signing {

        /** False in a process that shows the log and leaves signing to another. */
        @WithDefault("true")
        boolean enabled();
    }

    /** Where the tiles are written beside being served here. */
    interface Export {

        /** A directory. */
        Optional<Path> directory();

        /** An S3-compatible bucket with a prefix, such as {@code https://s3.example/bucket/log}. */
        Optional<URI> bucket();

        @WithDefault("us-east-1")
        String region();

        Optional<String> accessKey();

        Optional<String> secretKey();
    }
}
