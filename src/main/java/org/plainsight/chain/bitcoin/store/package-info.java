/** The followed Bitcoin chain in PostgreSQL, by JDBC: rows come by the block and leave by the block. */
@NullMarked
package org.plainsight.chain.bitcoin.store;

import org.jspecify.annotations.NullMarked;
