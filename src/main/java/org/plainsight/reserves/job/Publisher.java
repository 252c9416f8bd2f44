package org.plainsight.reserves.job;

import java.util.Optional;
import org.plainsight.reserves.Publication;

/** One attempt to take an approved publication to the public. */
interface Publisher {

    /** What is missing for publishing; empty once it is published. */
    Optional<String> publish(Publication publication);
}
