/** The corrections' ledger in PostgreSQL. */
@NullMarked
package org.plainsight.registry.corrections.store;

import org.jspecify.annotations.NullMarked;
