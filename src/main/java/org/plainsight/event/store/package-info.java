/** Events in PostgreSQL. */
@NullMarked
package org.plainsight.event.store;

import org.jspecify.annotations.NullMarked;
