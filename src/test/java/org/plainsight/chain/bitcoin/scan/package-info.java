/** Rules of Bitcoin blocks, headers and coins, and a simulated chain to try them on. */
package org.plainsight.chain.bitcoin.scan;
