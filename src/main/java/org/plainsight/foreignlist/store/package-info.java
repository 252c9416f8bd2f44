/** Keeps foreign lists in PostgreSQL. */
@NullMarked
package org.plainsight.foreignlist.store;

import org.jspecify.annotations.NullMarked;
