/** What customers are owed, and the proof each of them gets. */
@NullMarked
package org.plainsight.liabilities;

import org.jspecify.annotations.NullMarked;
