/** What the registry, its proofs and the feed take. */
@NullMarked
package org.plainsight.bench.feed;

import org.jspecify.annotations.NullMarked;
