/** Keeps the feed's events and webhooks going. */
@NullMarked
package org.plainsight.feed.job;

import org.jspecify.annotations.NullMarked;
