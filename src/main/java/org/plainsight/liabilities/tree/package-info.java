/** Builds the trees of a snapshot, keeps them in files, and recomputes them on a second path. */
@NullMarked
package org.plainsight.liabilities.tree;

import org.jspecify.annotations.NullMarked;
