/** Keeps publications, reconciliations and withdrawals in PostgreSQL, and holdings files in the data directory. */
@NullMarked
package org.plainsight.reserves.store;

import org.jspecify.annotations.NullMarked;
