/** Follows each configured EVM chain with a thread of its own, and answers about it. */
@NullMarked
package org.plainsight.chain.evm.job;

import org.jspecify.annotations.NullMarked;
