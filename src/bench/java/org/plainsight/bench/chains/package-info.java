/** Benchmarks of the followed chains. */
@NullMarked
package org.plainsight.bench.chains;

import org.jspecify.annotations.NullMarked;
