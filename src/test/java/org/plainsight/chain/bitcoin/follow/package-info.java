/** The follower against a simulated node, on a store in memory. */
@NullMarked
package org.plainsight.chain.bitcoin.follow;

import org.jspecify.annotations.NullMarked;
