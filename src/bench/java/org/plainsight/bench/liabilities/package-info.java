/** Benchmarks of the liabilities engine. */
package org.plainsight.bench.liabilities;
