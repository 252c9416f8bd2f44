/** The follower's contract and the database's own guards on real PostgreSQL. */
package org.plainsight.chain.bitcoin.store;
