/** Reading the ledger's balances file, strictly and as a stream. */
@NullMarked
package org.plainsight.liabilities.balances;

import org.jspecify.annotations.NullMarked;
