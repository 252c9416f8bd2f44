/** What is known, how, and at which block. Depends on java.* and asset. */
@NullMarked
package org.plainsight.evidence;

import org.jspecify.annotations.NullMarked;
