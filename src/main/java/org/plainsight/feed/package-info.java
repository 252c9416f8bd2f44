/** The address feed that explorers pull, as pure functions of the log. */
@NullMarked
package org.plainsight.feed;

import org.jspecify.annotations.NullMarked;
