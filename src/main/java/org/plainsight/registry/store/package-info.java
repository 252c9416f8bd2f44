/** Keeps claims, assets and off-chain holdings in PostgreSQL. */
@NullMarked
package org.plainsight.registry.store;

import org.jspecify.annotations.NullMarked;
