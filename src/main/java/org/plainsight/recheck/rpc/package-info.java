/** Public URLs and nodes, read over HTTP. */
@NullMarked
package org.plainsight.recheck.rpc;

import org.jspecify.annotations.NullMarked;
