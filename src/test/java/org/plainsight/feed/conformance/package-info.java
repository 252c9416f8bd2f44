/** The conformance kit for consumers of the feed: its generator, and consumers that pass and fail it. */
package org.plainsight.feed.conformance;
