/** Ways to ask for many balances in one call, as values: what is sent, and what an answer means. */
@NullMarked
package org.plainsight.chain.evm.read;

import org.jspecify.annotations.NullMarked;
