/** Several providers of one chain as one node: what most of them say, and what can be proven against any of them. */
@NullMarked
package org.plainsight.chain.evm.quorum;

import org.jspecify.annotations.NullMarked;
