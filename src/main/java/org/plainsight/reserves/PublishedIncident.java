package org.plainsight.reserves;

import org.plainsight.disclosure.IncidentStatement;

/** An incident with its place in the log. */
public record PublishedIncident(long logIndex, IncidentStatement statement) {}
