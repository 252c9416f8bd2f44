/** Publishes what two people agreed on. */
@NullMarked
package org.plainsight.reserves.job;

import org.jspecify.annotations.NullMarked;
