/** The follower against a simulated node, on a store in memory. */
package org.plainsight.chain.bitcoin.follow;
