/** Following one Bitcoin chain: which block to take in or back next, and what may be said of the result. */
@NullMarked
package org.plainsight.chain.bitcoin.follow;

import org.jspecify.annotations.NullMarked;
