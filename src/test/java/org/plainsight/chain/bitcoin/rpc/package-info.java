/** The P2P adapter, and the follower through it, against real nodes. */
@NullMarked
package org.plainsight.chain.bitcoin.rpc;

import org.jspecify.annotations.NullMarked;
