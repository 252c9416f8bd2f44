/** Signatures of EVM accounts and contracts' owners, and TRON's in published lists. */
@NullMarked
package org.plainsight.ownership.evm;

import org.jspecify.annotations.NullMarked;
