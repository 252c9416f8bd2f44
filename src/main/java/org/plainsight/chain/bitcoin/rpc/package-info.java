/** Bitcoin's P2P protocol through one bitcoinj peer at a time; nothing it says is believed here. */
@NullMarked
package org.plainsight.chain.bitcoin.rpc;

import org.jspecify.annotations.NullMarked;
