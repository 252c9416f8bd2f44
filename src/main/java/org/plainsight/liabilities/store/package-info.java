/** Snapshots in PostgreSQL and in the data directory. */
@NullMarked
package org.plainsight.liabilities.store;

import org.jspecify.annotations.NullMarked;
