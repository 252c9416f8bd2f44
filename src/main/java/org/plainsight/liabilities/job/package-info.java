/** Housekeeping of the snapshots' directories. */
@NullMarked
package org.plainsight.liabilities.job;

import org.jspecify.annotations.NullMarked;
