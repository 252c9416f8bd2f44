/** Who can sign for an address, answered in three values. */
@NullMarked
package org.plainsight.ownership;

import org.jspecify.annotations.NullMarked;
