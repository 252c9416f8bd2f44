/** Speaks JSON-RPC with EVM nodes through web3j, over HTTP of our own, and believes nothing that is out of form. */
@NullMarked
package org.plainsight.chain.evm.rpc;

import org.jspecify.annotations.NullMarked;
