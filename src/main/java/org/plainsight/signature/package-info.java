/** Ed25519, and the one place that knows whose code computes it. Depends on java.* and Bouncy Castle's curve only. */
@NullMarked
package org.plainsight.signature;

import org.jspecify.annotations.NullMarked;
