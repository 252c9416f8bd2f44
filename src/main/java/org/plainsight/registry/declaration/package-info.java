/** Reads the registry's files: JSON Lines under review, taken in whole or not at all. */
@NullMarked
package org.plainsight.registry.declaration;

import org.jspecify.annotations.NullMarked;
