package org.plainsight.reserves;

import java.util.List;

/** The incidents of the log. */
public interface PublishedIncidents {

    /** Newest first, at most {@code limit}. */
    List<PublishedIncident> newest(int limit);
}
