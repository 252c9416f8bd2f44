/** Rendered files of a release, on disk without a name. */
@NullMarked
package org.plainsight.feed.store;

import org.jspecify.annotations.NullMarked;
