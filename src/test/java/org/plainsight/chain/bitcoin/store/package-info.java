/** The follower's contract and the database's own guards on real PostgreSQL. */
@NullMarked
package org.plainsight.chain.bitcoin.store;

import org.jspecify.annotations.NullMarked;
