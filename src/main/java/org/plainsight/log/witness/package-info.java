/** Asking witnesses for cosignatures, and being one: c2sp.org/tlog-witness. Knows logs by their notes only. */
@NullMarked
package org.plainsight.log.witness;

import org.jspecify.annotations.NullMarked;
