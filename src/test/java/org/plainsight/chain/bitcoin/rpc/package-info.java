/** The P2P adapter, and the follower through it, against real nodes. */
package org.plainsight.chain.bitcoin.rpc;
