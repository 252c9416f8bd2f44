package org.plainsight.reserves.job;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How publications wait for their chains. */
@ConfigMapping(prefix = "plainsight.publishing")
public interface PublishingSettings {

    /** How long after its approval a publication waits for chains that cannot be read; then they are unknown. */
    @WithDefault("10m")
    Duration patience();

    /** How often approved publications are looked at. */
    @WithDefault("2s")
    Duration every();
}
