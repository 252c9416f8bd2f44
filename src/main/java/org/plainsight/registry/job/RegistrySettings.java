package org.plainsight.registry.job;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where the declared addresses come from. */
@ConfigMapping(prefix = "plainsight.registry")
public interface RegistrySettings {

    /** The folder of declarations; without it nothing is imported by itself. */
    Optional<Path> path();

    /** How often to look for changes, and to look again at verdicts that could not be reached. */
    @WithDefault("60s")
    Duration importEvery();
}
