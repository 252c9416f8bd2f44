/** Ed25519 signatures of chains whose addresses are such a key, or its hash. */
@NullMarked
package org.plainsight.ownership.ed25519;

import org.jspecify.annotations.NullMarked;
