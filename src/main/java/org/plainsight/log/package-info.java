/** The append-only log. It appends bytes and knows nothing of their meaning. */
@NullMarked
package org.plainsight.log;

import org.jspecify.annotations.NullMarked;
