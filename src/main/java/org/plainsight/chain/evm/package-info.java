/** What an EVM chain says, as plain values: headers and forks, transfers, balances, and the rules that join them. */
@NullMarked
package org.plainsight.chain.evm;

import org.jspecify.annotations.NullMarked;
