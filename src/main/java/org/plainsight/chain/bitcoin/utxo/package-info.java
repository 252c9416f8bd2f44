/**
 * UTXO snapshots as Bitcoin Core's {@code dumptxoutset} writes them (format version 2): every unspent coin at one block,
 * read in one pass in bounded memory. Depends on chain.bitcoin and its scanner.
 */
@NullMarked
package org.plainsight.chain.bitcoin.utxo;

import org.jspecify.annotations.NullMarked;
