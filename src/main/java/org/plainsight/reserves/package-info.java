/** Reserves against liabilities, per asset and in kind. */
@NullMarked
package org.plainsight.reserves;

import org.jspecify.annotations.NullMarked;
