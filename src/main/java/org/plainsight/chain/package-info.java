/** Blocks, holdings and movements; what every follower of a chain answers. */
@NullMarked
package org.plainsight.chain;

import org.jspecify.annotations.NullMarked;
