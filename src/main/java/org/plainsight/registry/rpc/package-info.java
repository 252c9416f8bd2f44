/** Reads other people's label lists from the web. */
@NullMarked
package org.plainsight.registry.rpc;

import org.jspecify.annotations.NullMarked;
