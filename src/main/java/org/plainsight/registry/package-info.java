/** What the operator says of addresses: ours, no longer ours, not ours. */
@NullMarked
package org.plainsight.registry;

import org.jspecify.annotations.NullMarked;
