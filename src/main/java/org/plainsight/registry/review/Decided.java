package org.plainsight.registry.review;

import java.time.Instant;

/** Who did something, and when. */
public record Decided(String by, Instant at) {}
