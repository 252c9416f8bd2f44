/** Sends what others subscribed to. */
@NullMarked
package org.plainsight.feed.rpc;

import org.jspecify.annotations.NullMarked;
