/** Rules of Bitcoin blocks, headers and coins, and a simulated chain to try them on. */
@NullMarked
package org.plainsight.chain.bitcoin.scan;

import org.jspecify.annotations.NullMarked;
