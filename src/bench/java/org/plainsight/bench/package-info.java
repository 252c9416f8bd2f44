/**
 * The benchmarks: {@code ./plainsight bench ROOM [--quick]}. A room's benchmarks are the class {@code Benchmarks} in the
 * package named after it here.
 */
package org.plainsight.bench;
