/** Identifiers and amounts of value: CAIP-2, CAIP-10, CAIP-19 and integers. Depends on java.* only. */
@NullMarked
package org.plainsight.asset;

import org.jspecify.annotations.NullMarked;
