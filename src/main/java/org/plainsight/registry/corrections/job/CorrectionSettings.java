package org.plainsight.registry.corrections.job;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whose lists are watched, and how. */
@ConfigMapping(prefix = "plainsight.corrections")
public interface CorrectionSettings {

    /** Hosts whose lists may be read from the web. */
    Optional<List<String>> allowedHosts();

    /** Names under which the public knows us, beside the entities' own. */
    Optional<List<String>> brands();

    /** How often the lists are read, and the chains held against our disclaimers. */
    @WithDefault("1h")
    String watchEvery();

    /** The watched lists by names of the operator's own. */
    Map<String, Watched> watch();

    /** One publisher's list. */
    interface Watched {
        /** A file, or an https address whose host is allowed. */
        String source();

        /** {@code tagpack}, {@code oli}, {@code etherscan}, {@code defillama} or {@code ton-labels}. */
        String form();

        /** As disputes name it. */
        String publisher();
    }
}
