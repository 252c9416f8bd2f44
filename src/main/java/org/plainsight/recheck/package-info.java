/** Re-derives every figure from public data only. */
@NullMarked
package org.plainsight.recheck;

import org.jspecify.annotations.NullMarked;
