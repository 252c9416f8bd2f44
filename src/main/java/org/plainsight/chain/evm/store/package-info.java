/** Keeps the books of EVM chains in PostgreSQL. */
@NullMarked
package org.plainsight.chain.evm.store;

import org.jspecify.annotations.NullMarked;
